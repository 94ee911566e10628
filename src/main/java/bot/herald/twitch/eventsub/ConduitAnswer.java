package bot.herald.twitch.eventsub;

import bot.herald.identity.ProviderFailure;
import java.time.Duration;
import java.util.Optional;

/** Twitch's answer to a request about conduits. */
sealed interface ConduitAnswer<T> {
    record Done<T>(T value) implements ConduitAnswer<T> {}

    /** There is no such conduit, or it belongs to another client. */
    record Gone<T>() implements ConduitAnswer<T> {}

    /** The client id has as many conduits as Twitch allows. */
    record LimitReached<T>() implements ConduitAnswer<T> {}

    /** @param answered whether Twitch refused; otherwise nobody knows whether it acted */
    record Failed<T>(ProviderFailure failure, boolean answered) implements ConduitAnswer<T> {}

    /** Why there is no value; empty if there is one. */
    default String problem() {
        if (this instanceof Failed<T> failed) {
            return failed.failure().reason();
        }
        if (this instanceof Gone<T>) {
            return "Twitch does not know the conduit";
        }
        return this instanceof LimitReached<T> ? "conduit limit reached" : "";
    }

    /** How long Twitch asked us to wait, if it did. */
    default Optional<Duration> askedToWait() {
        return this instanceof Failed<T> failed && failed.failure() instanceof ProviderFailure.RetryLater later
                ? later.after()
                : Optional.empty();
    }
}
