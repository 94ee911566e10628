package bot.herald.storage;

import bot.herald.auth.CredentialKey;
import bot.herald.auth.StoredToken;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchLogin;
import java.util.Optional;
import java.util.Set;

/** One row of an older bot's database. */
sealed interface OlderBotRow {
    /** Which row it is, for people: table and key, never a token. */
    String where();

    /**
     * A token that can be taken over.
     *
     * @param login empty when the older bot did not know it; Twitch tells at the first validation
     */
    record Usable(
            String where,
            CredentialKey key,
            StoredToken token,
            Set<Scope> scopes,
            Optional<TwitchLogin> login,
            Optional<String> displayName)
            implements OlderBotRow {}

    record Unusable(String where, String reason) implements OlderBotRow {}
}
