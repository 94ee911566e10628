package bot.herald.auth;

import bot.herald.identity.Scope;
import bot.herald.identity.TwitchProfile;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keeps accounts that agreed to replace the bot's, until somebody confirms the replacement. */
public interface BotReplacements {
    /**
     * @param idHash SHA-256 of the id that the confirmation has to name, in hex
     * @param browserHash SHA-256 of the cookie of the browser that has to confirm, in hex
     */
    record Replacement(
            String idHash,
            String browserHash,
            TwitchProfile profile,
            StoredToken token,
            Set<Scope> scopes,
            Instant expiresAt) {}

    void add(Replacement replacement);

    /** Removes and returns what has expired; each replacement is returned to one caller only. */
    List<Replacement> takeExpired(Instant now);

    /** Removes and returns it, even if it has expired, so that it is confirmed at most once. */
    Optional<Replacement> take(String idHash);
}
