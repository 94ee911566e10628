package bot.herald.auth;

import bot.herald.identity.Scope;
import bot.herald.identity.TwitchLogin;
import java.util.Set;

/**
 * One user's token at Twitch for one purpose, with what is known of it. Immutable.
 *
 * @param detail why the state is what it is, in plain words; may be empty
 * @param version counts the writes of this credential; the higher one is the newer one, across processes too
 */
public record Credential(
        CredentialKey key,
        TwitchLogin login,
        StoredToken token,
        Set<Scope> scopes,
        CredentialState state,
        String detail,
        long version) {
    public Credential {
        scopes = Set.copyOf(scopes);
    }

    /** Whether it is worth trying: nobody has to connect the account again first. */
    public boolean isUsable() {
        return state != CredentialState.NEEDS_REAUTHORIZATION;
    }

    Credential withToken(StoredToken newToken, Set<Scope> newScopes) {
        return new Credential(key, login, newToken, newScopes, CredentialState.VALID, "", version + 1);
    }

    Credential withState(CredentialState newState, String newDetail) {
        return new Credential(key, login, token, scopes, newState, newDetail, version + 1);
    }

    Credential validated(TwitchLogin newLogin, StoredToken newToken, Set<Scope> newScopes) {
        return new Credential(key, newLogin, newToken, newScopes, CredentialState.VALID, "", version + 1);
    }
}
