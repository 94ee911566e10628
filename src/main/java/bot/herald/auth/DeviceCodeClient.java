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

    /** Asks whether the person has agreed; Twitch tells a yes once. */
    PollAnswer poll(Secret deviceCode, Set<Scope> scopes);

    /** What asking for a code came to. */
    sealed interface CodeAnswer {
        record Issued(DeviceCode code) implements CodeAnswer {}

        record NotIssued(ProviderFailure failure) implements CodeAnswer {}
    }

    /** What asking for the token came to. */
    sealed interface PollAnswer {
        record Granted(TokenGrant grant) implements PollAnswer {}

        /** The person has not decided yet. */
        record Pending() implements PollAnswer {}

        /** The same, and we ask too often. */
        record SlowDown() implements PollAnswer {}

        /** The person said no. */
        record Denied() implements PollAnswer {}

        /** The code is expired, or was used before. */
        record Over() implements PollAnswer {}

        /** @param mayHaveWorked whether no answer came back, so that Twitch may have given a token that nobody received */
        record Failed(ProviderFailure failure, boolean mayHaveWorked) implements PollAnswer {}
    }

    /**
     * A pair of codes: one for us to ask with, one for a person to type on Twitch.
     *
     * @param userCode what the person types
     * @param address where; usually with the code filled in already
     * @param lifetime how long the person may take
     * @param interval the least time between two questions
     */
    record DeviceCode(Secret deviceCode, String userCode, URI address, Duration lifetime, Duration interval) {}
}
