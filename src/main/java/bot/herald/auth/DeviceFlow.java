package bot.herald.auth;

import bot.herald.auth.Completion.Refused;
import bot.herald.auth.DeviceCodeClient.DeviceCode;
import bot.herald.identity.Scope;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/**
 * Connects an account by OAuth's device code flow: a person types a code on Twitch's site, on any device.
 *
 * <p>{@link AuthorizationFlow} checks and stores the result, as if it had come from a browser. Safe for concurrent use.
 */
public final class DeviceFlow {
    private final DeviceCodeClient client;
    private final AuthorizationFlow authorizations;
    private final Clock clock;

    public DeviceFlow(DeviceCodeClient client, AuthorizationFlow authorizations, Clock clock) {
        this.client = client;
        this.authorizations = authorizations;
        this.clock = clock;
    }

    /**
     * Asks Twitch for a code.
     *
     * <p>If another account is to become the bot, the id in {@link Completion.Replacing} is enough to confirm that.
     */
    public Begun begin(AuthorizationRequest request) {
        Purpose purpose = request.purpose();
        Set<Scope> scopes = authorizations.asked(purpose, request.asked());
        DeviceCodeClient.CodeAnswer answer = client.codeFor(scopes);
        if (answer instanceof DeviceCodeClient.CodeAnswer.NotIssued none) {
            return new Begun.NotBegun(Refusals.of(purpose, none.failure()));
        }
        DeviceCode code = ((DeviceCodeClient.CodeAnswer.Issued) answer).code();
        return new Begun.Waiting(new DeviceLogin(
                code,
                purpose,
                scopes,
                client,
                grant -> authorizations.connect(request, grant, Optional.empty()),
                clock));
    }

    /** Whether there is a code to type. */
    public sealed interface Begun {
        record Waiting(DeviceLogin login) implements Begun {}

        record NotBegun(Refused refused) implements Begun {}
    }
}
