package bot.herald.auth;

import bot.herald.identity.AccountName;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchLogin;
import java.util.Set;

/**
 * One account's token at its provider for one purpose, and what is known about it. Immutable.
 *
 * @param detail why the state is what it is, in plain words; may be empty
 * @param version counts the writes of this credential, across processes too: the higher one is newer
 */
public record Credential(
        CredentialKey key,
        AccountName name,
        StoredToken token,
        Set<Scope> scopes,
        CredentialState state,
        String detail,
        long version) {
    public Credential {
        scopes = Set.copyOf(scopes);
    }

    /**
     * The account's login on Twitch.
     *
     * @throws IllegalStateException if it is a Discord account
     */
    public TwitchLogin login() {
        if (name instanceof TwitchLogin login) {
            return login;
        }
        throw new IllegalStateException("not an account on Twitch: " + key);
    }

    /** Whether its tokens may still work; otherwise the account has to connect again. */
    public boolean isUsable() {
        return state != CredentialState.NEEDS_REAUTHORIZATION;
    }

    Credential withToken(StoredToken newToken, Set<Scope> newScopes) {
        return new Credential(key, name, newToken, newScopes, CredentialState.VALID, "", version + 1);
    }

    Credential withState(CredentialState newState, String newDetail) {
        return new Credential(key, name, token, scopes, newState, newDetail, version + 1);
    }

    Credential withName(AccountName newName) {
        return new Credential(key, newName, token, scopes, state, detail, version + 1);
    }

    Credential validated(AccountName newName, StoredToken newToken, Set<Scope> newScopes) {
        return new Credential(key, newName, newToken, newScopes, CredentialState.VALID, "", version + 1);
    }
}
