package bot.herald.feature;

import bot.herald.event.ChannelEvent;
import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.StorageFailure;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Catches whatever a feature throws: it may be a stranger's code, and may throw anything. */
final class Boundary {
    private static final Logger log = LoggerFactory.getLogger(Boundary.class);

    private Boundary() {}

    /** What was being done, for the log. */
    record Doing(String feature, TwitchUserId broadcasterId, String type, String messageId) {
        static Doing of(String feature, ChannelEvent event) {
            return new Doing(
                    feature,
                    event.broadcasterId(),
                    event.origin().type(),
                    event.origin().messageId());
        }
    }

    /** The result, or {@code otherwise} if something was thrown. */
    static <T> T call(Doing doing, T otherwise, Supplier<T> call) {
        try {
            T result = call.get();
            if (result != null) {
                return result;
            }
            log.error(
                    "broadcaster={} feature={} type={} answered null", doing.broadcasterId, doing.feature, doing.type);
        } catch (Throwable e) {
            tell(doing, e);
        }
        return otherwise;
    }

    /** Logs what was caught, unless it cannot be {@linkplain #survive survived}. */
    static void tell(Doing doing, Throwable thrown) {
        survive(thrown);
        if (StorageFailure.isReasonOf(thrown)) {
            // Whoever watches the database reports that it does not answer.
            log.debug(
                    "broadcaster={} feature={} type={} message={} not done without the database",
                    doing.broadcasterId,
                    doing.feature,
                    doing.type,
                    doing.messageId,
                    thrown);
        } else {
            log.error(
                    "broadcaster={} feature={} type={} message={} failed",
                    doing.broadcasterId,
                    doing.feature,
                    doing.type,
                    doing.messageId,
                    thrown);
        }
    }

    static void run(Doing doing, Runnable run) {
        call(doing, true, () -> {
            run.run();
            return true;
        });
    }

    /** Rethrows failures of the virtual machine, except a stack overflow; restores an interrupt. */
    static void survive(Throwable thrown) {
        if (thrown instanceof VirtualMachineError error && !(thrown instanceof StackOverflowError)) {
            throw error;
        }
        if (thrown instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
    }
}
