package bot.herald.config;

/** Whether the key file has to be its owner's alone. */
public enum KeyFileMode {
    STRICT,
    /** For file systems where modes cannot be set. */
    IGNORE
}
