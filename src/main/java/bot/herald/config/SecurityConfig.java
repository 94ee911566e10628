package bot.herald.config;

import bot.herald.identity.Secret;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Protection of what is stored.
 *
 * @param keyFile absolute; encrypts tokens and signs sessions
 * @param key what would be in the file; then the file is not looked at
 */
public record SecurityConfig(Path keyFile, KeyFileMode keyFileMode, Optional<Secret> key) {
    /** The environment variable that holds the key itself; there is no such setting in the file. */
    public static final String KEY_VARIABLE = "HERALD_SECURITY_KEY";

    public SecurityConfig(Path keyFile) {
        this(keyFile, KeyFileMode.STRICT, Optional.empty());
    }

    /** Whether the key file has to be its owner's alone. */
    public enum KeyFileMode {
        STRICT,
        /** For file systems where modes cannot be set. */
        IGNORE
    }
}
