package bot.herald.config;

import bot.herald.identity.Secret;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How stored secrets are protected.
 *
 * @param keyFile absolute; its key encrypts tokens and signs sessions
 * @param key the key itself; if present, the file is ignored
 */
public record SecurityConfig(Path keyFile, KeyFileMode keyFileMode, Optional<Secret> key) {
    /** The environment variable with the key itself; the file has no such setting. */
    public static final String KEY_VARIABLE = "HERALD_SECURITY_KEY";

    public SecurityConfig(Path keyFile) {
        this(keyFile, KeyFileMode.STRICT, Optional.empty());
    }

    /** Whether only its owner may be able to read the key file. */
    public enum KeyFileMode {
        STRICT,
        /** For file systems without modes. */
        IGNORE
    }
}
