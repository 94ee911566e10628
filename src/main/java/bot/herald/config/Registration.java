package bot.herald.config;

/** Who may connect a channel. */
public enum Registration {
    OPEN,
    ALLOWLIST,
    CLOSED
}
