package bot.herald.subscription;

import bot.herald.auth.CredentialKey;
import bot.herald.identity.ProviderFailure;
import java.util.List;
import java.util.Optional;

/**
 * Twitch's list of one user's WebSocket subscriptions, as the user's token sees it.
 *
 * <p>Safe for concurrent use. Calls block for one or two HTTP exchanges. Nothing is thrown for what Twitch answers.
 */
public interface SubscriptionApi {
    CreateAnswer create(CredentialKey owner, DesiredSubscription subscription, String sessionId);

    /** All WebSocket subscriptions of the owner, including dead ones and those of other sockets. */
    ListAnswer list(CredentialKey owner);

    /** @return why it may still be there; empty when it is gone, also when it was gone before */
    Optional<ProviderFailure> delete(CredentialKey owner, String subscriptionId);

    /** The result of an attempt to create one. */
    sealed interface CreateAnswer {
        record Created(String id, int cost, Optional<CostTotals> totals) implements CreateAnswer {}

        /** @param id of the one that exists, when Twitch names it */
        record AlreadyExists(Optional<String> id) implements CreateAnswer {}

        record Failed(Kind kind, ProviderFailure failure) implements CreateAnswer {}
    }

    /** Why a subscription could not be created, as finely as Twitch lets us tell. */
    enum Kind {
        /** 403: a scope, a ban, a lost moderator role or the join limit; one text for all of them. */
        FORBIDDEN,
        /** 400, 404, 410: this will not work until something changes. */
        REJECTED,
        /** 400: Twitch does not, or no longer, know the session or conduit. */
        DEAD_SESSION,
        /** No usable token, even after a refresh. */
        UNAUTHORIZED,
        /** 429: three subscriptions with this type and condition exist, dead sessions included. */
        TOO_MANY_ALIKE,
        /** 429: this user already has three sockets. */
        TOO_MANY_SOCKETS,
        /** 429: the socket carries as many subscriptions as Twitch allows. */
        SOCKET_FULL,
        /** 429: the cost points of this user are used up. */
        COST_EXCEEDED,
        /** 429: the general request budget is used up. */
        RATE_LIMITED,
        /** 5xx, or an answer that nobody can read. */
        SERVER_ERROR,
        /** Nothing came back. */
        NO_ANSWER
    }

    /** The whole list, or why there is none; never a part of it. */
    sealed interface ListAnswer {
        record Listed(List<ActualSubscription> subscriptions, Optional<CostTotals> totals) implements ListAnswer {
            public Listed {
                subscriptions = List.copyOf(subscriptions);
            }
        }

        record Failed(ProviderFailure failure) implements ListAnswer {}
    }

    /**
     * How many of the subscription cost points are used up, as Twitch last said.
     *
     * @param max 10 for the WebSocket subscriptions of one user, 10 000 for a client's conduits unless Twitch raised it
     */
    record CostTotals(int used, int max) {}
}
