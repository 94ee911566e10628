package bot.herald.identity;

/** A call of Twitch4J's that came to nothing; holds no token and nothing that was sent. */
public class TwitchFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ProviderFailure failure;

    public TwitchFailedException(ProviderFailure failure) {
        super("Twitch: " + failure.reason());
        this.failure = failure;
    }

    /** Why, by who has to act. */
    public ProviderFailure failure() {
        return failure;
    }
}
