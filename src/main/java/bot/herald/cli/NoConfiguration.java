package bot.herald.cli;

/** Nobody said where the configuration is, and no place that is looked into holds one. */
final class NoConfiguration extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoConfiguration(String message) {
        super(message);
    }
}
