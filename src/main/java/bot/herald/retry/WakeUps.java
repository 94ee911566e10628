package bot.herald.retry;

import bot.herald.identity.AccountId;
import bot.herald.identity.TwitchUserId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells everybody who is waiting to retry that the reason for waiting may be over. Safe for concurrent use. Listeners
 * must not block; one that throws does not keep the others from being called.
 */
public final class WakeUps {
    private static final Logger log = LoggerFactory.getLogger(WakeUps.class);

    /** Something that may make an attempt succeed that failed before. */
    public sealed interface Reason {
        /** An account's token was renewed, or a newer one stored by another process was taken over. */
        record TokenRenewed(AccountId account) implements Reason {}

        /** The app access token was renewed. */
        record AppTokenRenewed() implements Reason {}

        /**
         * In this channel the bot became a moderator or stopped being one, was banned or unbanned, or a person asked to
         * try again.
         */
        record StandingChanged(TwitchUserId broadcasterId) implements Reason {}

        /** Twitch showed a line of the bot in this channel, so the bot is not banned there. */
        record LineAccepted(TwitchUserId broadcasterId) implements Reason {}

        /** The database answers again. */
        record DatabaseIsBack() implements Reason {}
    }

    private final List<Consumer<Reason>> listeners = new CopyOnWriteArrayList<>();

    /** Calls {@code listener} whenever something happens, on the thread on which it happens. */
    public void listen(Consumer<Reason> listener) {
        listeners.add(listener);
    }

    /** Calls all listeners. */
    public void happened(Reason reason) {
        for (Consumer<Reason> listener : listeners) {
            try {
                listener.accept(reason);
            } catch (RuntimeException e) {
                log.error("reason={} a listener failed", reason, e);
            }
        }
    }
}
