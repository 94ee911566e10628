package bot.herald.auth;

import bot.herald.identity.ProviderFailure;
import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Set;

/**
 * Twitch's device code endpoints.
 *
 * <p>Safe for concurrent use. Calls block for one request, throw nothing for an answer of Twitch or its absence, and
 * never repeat a request by themselves.
 */
public interface DeviceCodeClient {
    CodeAnswer codeFor(Set<Scope> scopes);

    /** Asks whether the person has agreed; Twitch reports an agreement only once. */
    PollAnswer poll(Secret deviceCode, Set<Scope> scopes);

    /** The result of asking for a code. */
    sealed interface CodeAnswer {
        record Issued(DeviceCode code) implements CodeAnswer {}

        record NotIssued(ProviderFailure failure) implements CodeAnswer {}
    }

    /** The result of asking for the token. */
    sealed interface PollAnswer {
        record Granted(TokenGrant grant) implements PollAnswer {}

        /** The person has not decided yet. */
        record Pending() implements PollAnswer {}

        /** The person has not decided yet, and we ask too often. */
        record SlowDown() implements PollAnswer {}

        /** The person declined. */
        record Denied() implements PollAnswer {}

        /** The code has expired, or was used before. */
        record Over() implements PollAnswer {}

        /** @param mayHaveWorked whether no answer came back, so that Twitch may have issued a token that never arrived */
        record Failed(ProviderFailure failure, boolean mayHaveWorked) implements PollAnswer {}
    }

    /**
     * A pair of codes: one for us to poll with, one for a person to type on Twitch.
     *
     * @param userCode what the person types
     * @param address where to type it; usually with the code already filled in
     * @param lifetime how long the person may take
     * @param interval the shortest time between two polls
     */
    record DeviceCode(Secret deviceCode, String userCode, URI address, Duration lifetime, Duration interval) {}
}
