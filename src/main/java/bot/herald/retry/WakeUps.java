package bot.herald.retry;

import bot.herald.identity.AccountId;
import bot.herald.identity.TwitchUserId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells everybody who is waiting to retry that the reason for waiting may be over. Safe for concurrent use; a listener
 * must not block and one that throws does not keep the others from hearing.
 */
public final class WakeUps {
    private static final Logger log = LoggerFactory.getLogger(WakeUps.class);

    /** What happened that may make an attempt succeed which failed before. */
    public sealed interface Reason {
        /** An account's token was renewed, or another process's newer one was taken over. */
        record TokenRenewed(AccountId account) implements Reason {}

        /** The app access token was renewed. */
        record AppTokenRenewed() implements Reason {}

        /** The bot was made moderator there, or lost that; was banned or unbanned; or a person asked to try again. */
        record StandingChanged(TwitchUserId broadcasterId) implements Reason {}

        /** Twitch showed a line of the bot there, so the bot is not banned. */
        record LineAccepted(TwitchUserId broadcasterId) implements Reason {}

        /** The database answers again. */
        record DatabaseIsBack() implements Reason {}
    }

    private final List<Consumer<Reason>> listeners = new CopyOnWriteArrayList<>();

    /** Calls {@code listener} on the thread on which something happens, from now on. */
    public void listen(Consumer<Reason> listener) {
        listeners.add(listener);
    }

    /** Tells all who listen. */
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
