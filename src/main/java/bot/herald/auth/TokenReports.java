package bot.herald.auth;

import bot.herald.identity.AccountName;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchUserId;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reports the state of every held token, including {@code expiring}. Safe for concurrent use. */
public final class TokenReports {
    private final CredentialService credentials;
    private final ScopesInUse scopes;
    private final TokenExpiryPolicy policy;

    public TokenReports(CredentialService credentials, ScopesInUse scopes, Clock clock) {
        this.credentials = credentials;
        this.scopes = scopes;
        this.policy = new TokenExpiryPolicy(clock);
    }

    /** One report per token: the bot first, then channels, then people, each sorted by login. */
    public List<TokenReport> all() {
        return credentials.all().stream()
                .sorted(Comparator.comparing(
                                (Credential credential) -> credential.key().purpose())
                        .thenComparing(credential -> credential.name().value())
                        .thenComparing(credential -> credential.key().provider())
                        .thenComparing(credential -> credential.key().account().value()))
                .map(this::of)
                .toList();
    }

    public TokenReport of(Credential credential) {
        Purpose purpose = credential.key().purpose();
        return new TokenReport(
                credential.key(),
                credential.name(),
                purpose == Purpose.LOGIN ? "user" : purpose.text(),
                stateOf(credential),
                credential.detail(),
                credential.token().expiresAt(),
                credential.scopes(),
                missing(credential));
    }

    private Set<Scope> missing(Credential credential) {
        return credential.key().account() instanceof TwitchUserId id
                ? scopes.missing(credential.key().purpose(), id, credential.scopes())
                : Scope.missing(RequestedScopes.OF_DISCORD, credential.scopes());
    }

    /** How many held tokens are in each state; includes states that no token is in. */
    public Map<String, Integer> totals() {
        Map<String, Integer> totals = new TreeMap<>();
        totals.put("expiring", 0);
        for (CredentialState state : CredentialState.values()) {
            totals.put(state.text(), 0);
        }
        credentials.all().forEach(credential -> totals.merge(stateOf(credential), 1, Integer::sum));
        return totals;
    }

    /** {@code valid}, {@code expiring}, {@code needs-reauthorization} or {@code unknown}. */
    public String stateOf(Credential credential) {
        return credential.state() == CredentialState.VALID && policy.isDue(credential.token())
                ? "expiring"
                : credential.state().text();
    }

    /**
     * What people may see of a held token: everything but the token itself.
     *
     * @param kind {@code bot}, {@code channel} or {@code user}
     * @param state {@code valid}, {@code expiring}, {@code needs-reauthorization} or {@code unknown}
     * @param detail why the state is what it is; may be empty
     * @param expiresAt empty if unknown
     * @param missingScopes what Herald asks for and was not granted
     */
    public record TokenReport(
            CredentialKey key,
            AccountName name,
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
}
