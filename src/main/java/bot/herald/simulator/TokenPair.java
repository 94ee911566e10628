package bot.herald.simulator;

import java.util.Set;

/** Tokens issued without the browser flow, for tests. */
public record TokenPair(String accessToken, String refreshToken, Set<String> scopes, long expiresIn) {
    /** Without the tokens. */
    @Override
    public String toString() {
        return "TokenPair[scopes=" + scopes + "]";
    }
}
