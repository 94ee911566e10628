package bot.herald.auth;

import bot.herald.identity.Scope;
import bot.herald.identity.TwitchProfile;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keeps accounts that agreed to be the bot in place of another, until somebody confirms it. */
public interface BotReplacements {
    /**
     * @param idHash SHA-256 of what the confirmation has to name, in hex
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

    /** Takes out what has expired; each is given to one caller only. */
    List<Replacement> takeExpired(Instant now);

    /** Takes it out, so that it is confirmed once; also when it has expired. */
    Optional<Replacement> take(String idHash);
}
