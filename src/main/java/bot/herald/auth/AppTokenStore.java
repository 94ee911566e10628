package bot.herald.auth;

import java.util.Optional;

/** Keeps the app access token on disk, sealed. Every write is durable when the method returns. Safe for concurrent use. */
public interface AppTokenStore {
    /** The token of this installation's client id; one that cannot be read counts as none. */
    Optional<StoredToken> load();

    void save(StoredToken token);
}
