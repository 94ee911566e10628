package bot.herald.auth;

import bot.herald.identity.Scope;
import bot.herald.identity.TwitchProfile;
import java.util.Set;

/** How an authorisation that came back from Twitch ended. */
public sealed interface Completion {
    /** @param missingScopes what was asked for and not granted */
    record Connected(Purpose purpose, TwitchProfile profile, Set<Scope> missingScopes) implements Completion {}

    /**
     * Nothing was stored.
     *
     * @param message in plain words for the person at the browser, saying what to do next; without secrets
     */
    record Refused(Reason reason, String message) implements Completion {}

    /** Why nothing was stored. */
    enum Reason {
        /** The person said no at Twitch. */
        ACCESS_DENIED,
        /** The state is unknown, used, expired, or belongs to another browser. */
        INVALID_STATE,
        /** Twitch did not accept the code. */
        INVALID_CODE,
        /** The redirect address is not registered at Twitch as configured here. */
        REDIRECT_MISMATCH,
        /** The account is not the one that was meant. */
        WRONG_ACCOUNT,
        /** This installation does not take the account. */
        NOT_ADMITTED,
        /** Client id or secret are wrong: the operator must act. */
        MISCONFIGURED,
        /** Twitch cannot be reached or is out of order. */
        TWITCH_UNAVAILABLE
    }
}
