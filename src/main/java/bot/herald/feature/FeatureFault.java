package bot.herald.feature;

/** Why a feature cannot be used. The message, in plain words, continues a sentence that begins with the feature's name. */
public final class FeatureFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FeatureFault(String message) {
        super(message);
    }
}
