package bot.herald.auth;

import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;

/** Says what state a token is in for people, {@code expiring} included, and how many are in each. */
public final class TokenTotals {
    private final CredentialService credentials;
    private final TokenExpiryPolicy policy;

    public TokenTotals(CredentialService credentials, Clock clock) {
        this.credentials = credentials;
        this.policy = new TokenExpiryPolicy(clock);
    }

    /** {@code valid}, {@code expiring}, {@code needs-reauthorization} or {@code unknown}. */
    public String stateOf(Credential credential) {
        return credential.state() == CredentialState.VALID && policy.isDue(credential.token())
                ? "expiring"
                : credential.state().text();
    }

    /** How many held tokens are in each state; every state is named. */
    public Map<String, Integer> get() {
        Map<String, Integer> totals = new TreeMap<>();
        totals.put("expiring", 0);
        for (CredentialState state : CredentialState.values()) {
            totals.put(state.text(), 0);
        }
        credentials.all().forEach(credential -> totals.merge(stateOf(credential), 1, Integer::sum));
        return totals;
    }
}
