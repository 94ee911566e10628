package bot.herald.twitch.door;

import bot.herald.identity.ProviderFailure;
import bot.herald.twitch.http.HttpAnswer;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The outcome of a call to Twitch's API. */
public sealed interface HelixAnswer<T> {
    /** Twitch did what was asked. */
    record Found<T>(T value) implements HelixAnswer<T> {}

    /**
     * Twitch refused and did nothing. A 401 here is not about the token, which is new or which Twitch itself calls
     * good.
     *
     * @param response with a status below 500 that is not 429
     */
    record Refused<T>(HttpAnswer.Response response) implements HelixAnswer<T> {
        public int status() {
            return response.status();
        }

        public String reason() {
            return response.message();
        }
    }

    /** May work later. */
    record Later<T>(Cause cause, String reason, Optional<Duration> after) implements HelixAnswer<T> {}

    /** There is no token that Twitch would accept, and somebody has to act. Nothing was done. */
    record Reauthorize<T>(ProviderFailure failure) implements HelixAnswer<T> {}

    /** Why something may work later. */
    enum Cause {
        /** The token is being refreshed; nothing was done. */
        NO_TOKEN,
        /** The connection failed before a byte was sent, or Twitch's rate limit left no room; nothing was done. */
        NEVER_SENT,
        /** 429 with points left: a limit of this one kind of call. Nothing was done. */
        LIMIT,
        /** 429 because the caller has no points left for any call. Nothing was done. */
        NO_POINTS,
        /** Nobody knows whether it was done. */
        NO_ANSWER,
        /** 5xx: nobody knows whether it was done. */
        SERVER_ERROR,
        /** It was done, but Twitch's answer cannot be read. */
        UNREADABLE;

        /** Whether Twitch may have done it nevertheless. */
        public boolean mayHaveWorked() {
            return this == NO_ANSWER || this == SERVER_ERROR || this == UNREADABLE;
        }
    }

    static <T> HelixAnswer<T> unreadable() {
        return new Later<>(Cause.UNREADABLE, HttpAnswer.UNREADABLE, Optional.empty());
    }

    /** Converts the value, if there is one. */
    default <R> HelixAnswer<R> map(Function<T, R> reader) {
        return this instanceof Found<T> found ? new Found<>(reader.apply(found.value())) : failed();
    }

    /** Converts the value; {@link #unreadable} if the reader finds nothing in it. */
    default <R> HelixAnswer<R> read(Function<T, Optional<R>> reader) {
        return this instanceof Found<T> found
                ? reader.apply(found.value()).<HelixAnswer<R>>map(Found::new).orElseGet(HelixAnswer::unreadable)
                : failed();
    }

    /** The value, if there is one. */
    default Optional<T> found() {
        return this instanceof Found<T> found ? Optional.of(found.value()) : Optional.empty();
    }

    /** The same failure, for a call with another type of value. */
    @SuppressWarnings("unchecked") // Without a value, nothing in it has the type parameter's type.
    default <R> HelixAnswer<R> failed() {
        if (this instanceof Found<T>) {
            throw new IllegalStateException("this did not fail");
        }
        return (HelixAnswer<R>) this;
    }

    /**
     * Why it failed, for callers that only read: a refusal without a clear reason is worth retrying.
     *
     * @throws IllegalStateException if it did not fail
     */
    default ProviderFailure failure() {
        if (this instanceof Reauthorize<T> reauthorize) {
            return reauthorize.failure();
        }
        if (this instanceof Later<T> later) {
            return new ProviderFailure.RetryLater(later.reason(), later.after());
        }
        if (this instanceof Refused<T> refused) {
            String said = refused.reason().toLowerCase(Locale.ROOT);
            // A 401 that does not mention a scope comes in spite of a good token, and passes by itself.
            boolean stray = refused.status() == 401 && !said.contains("scope") && !said.contains("match");
            return stray
                    ? new ProviderFailure.RetryLater(
                            refused.reason(), refused.response().retryAfter())
                    : new ProviderFailure.Refused(refused.status(), refused.reason());
        }
        throw new IllegalStateException("this did not fail");
    }
}
