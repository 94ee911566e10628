package bot.herald.auth;

import bot.herald.identity.Scope;
import bot.herald.identity.TwitchLogin;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What people may see of a held token: everything but the token.
 *
 * @param kind {@code bot}, {@code channel} or {@code user}
 * @param state {@code valid}, {@code expiring}, {@code needs-reauthorization} or {@code unknown}
 * @param detail why the state is what it is; may be empty
 * @param expiresAt empty when unknown
 * @param missingScopes what Herald asks for and was not granted
 */
public record TokenReport(
        CredentialKey key,
        TwitchLogin login,
        String kind,
        String state,
        String detail,
        Optional<Instant> expiresAt,
        Set<Scope> scopes,
        Set<Scope> missingScopes) {
    public TokenReport {
        scopes = Set.copyOf(scopes);
        missingScopes = Set.copyOf(missingScopes);
    }
}
