package bot.herald.subscription;

import bot.herald.auth.CredentialKey;
import bot.herald.subscription.SubscriptionApi.ListAnswer;
import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes live WebSocket subscriptions that an earlier run left behind where a conduit now carries the same.
 *
 * <p>They would deliver everything twice, and count towards the three of a kind that Twitch allows.
 */
final class SocketLeftOvers {
    private static final Logger LOG = LoggerFactory.getLogger(SocketLeftOvers.class);

    private final SubscriptionApi socketsApi;

    SocketLeftOvers(SubscriptionApi socketsApi) {
        this.socketsApi = socketsApi;
    }

    /** @return how many are gone now */
    int delete(CredentialKey owner, Collection<DesiredSubscription> wanted) {
        if (!(socketsApi.list(owner) instanceof ListAnswer.Listed listed)) {
            LOG.debug("{} WebSocket subscriptions not listed, they end with their sockets", owner);
            return 0;
        }
        int deleted = 0;
        for (ActualSubscription actual : listed.subscriptions()) {
            boolean doubled = actual.transportMethod().equals("websocket")
                    && actual.isEnabled()
                    && wanted.stream().anyMatch(one -> one.isSameAs(actual));
            if (doubled && socketsApi.delete(owner, actual.id()).isEmpty()) {
                LOG.debug("{} type={} subscription={} left by a socket, deleted", owner, actual.type(), actual.id());
                deleted++;
            }
        }
        return deleted;
    }
}
