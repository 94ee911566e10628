package bot.herald.twitch.door;

import bot.herald.identity.ProviderFailure;
import bot.herald.twitch.http.HttpAnswer;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The outcome of a call to Twitch's API. */
public sealed interface HelixAnswer<T> {
    /** Twitch did as asked. */
    record Found<T>(T value) implements HelixAnswer<T> {}

    /**
     * Twitch said no, and did nothing. A 401 among these is none of the token's: that is new, or Twitch itself calls it good.
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

    /** There is no token that Twitch would take, and somebody has to act. Nothing was done. */
    record Reauthorize<T>(ProviderFailure failure) implements HelixAnswer<T> {}

    /** Why something may work later. */
    enum Cause {
        /** The token is being renewed; nothing was done. */
        NO_TOKEN,
        /** The connection failed before a byte left, or there was no room in Twitch's limit; nothing was done. */
        NEVER_SENT,
        /** 429 with points left: a limit of this one kind of call. Nothing was done. */
        LIMIT,
        /** 429 because whoever asked has no points left for any call. Nothing was done. */
        NO_POINTS,
        /** Nobody knows whether it was done. */
        NO_ANSWER,
        /** 5xx: nobody knows whether it was done. */
        SERVER_ERROR,
        /** It was done, but what Twitch says of it cannot be read. */
        UNREADABLE;

        /** Whether Twitch may have done it all the same. */
        public boolean mayHaveWorked() {
            return this == NO_ANSWER || this == SERVER_ERROR || this == UNREADABLE;
        }
    }

    static <T> HelixAnswer<T> unreadable() {
        return new Later<>(Cause.UNREADABLE, HttpAnswer.UNREADABLE, Optional.empty());
    }

    /** The value as something else, if there is one. */
    default <R> HelixAnswer<R> map(Function<T, R> reader) {
        return this instanceof Found<T> found ? new Found<>(reader.apply(found.value())) : failed();
    }

    /** The value as something else; {@link #unreadable} where the reader finds nothing in it. */
    default <R> HelixAnswer<R> read(Function<T, Optional<R>> reader) {
        return this instanceof Found<T> found
                ? reader.apply(found.value()).<HelixAnswer<R>>map(Found::new).orElseGet(HelixAnswer::unreadable)
                : failed();
    }

    /** The value, if there is one. */
    default Optional<T> found() {
        return this instanceof Found<T> found ? Optional.of(found.value()) : Optional.empty();
    }

    /** The same failure of a call that would have brought something else. */
    @SuppressWarnings("unchecked") // Without a value nothing in it is of its type.
    default <R> HelixAnswer<R> failed() {
        if (this instanceof Found<T>) {
            throw new IllegalStateException("this did not fail");
        }
        return (HelixAnswer<R>) this;
    }

    /**
     * Why it failed, for who only reads: what was refused without a clear reason is worth another look.
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
            // A 401 that does not speak of a scope comes in spite of a good token, and goes as it came.
            boolean stray = refused.status() == 401 && !said.contains("scope") && !said.contains("match");
            return stray
                    ? new ProviderFailure.RetryLater(
                            refused.reason(), refused.response().retryAfter())
                    : new ProviderFailure.Refused(refused.status(), refused.reason());
        }
        throw new IllegalStateException("this did not fail");
    }
}
