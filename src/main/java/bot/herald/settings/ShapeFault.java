package bot.herald.settings;

/** Why a record cannot be edited by people, or refuses its values; the message follows the name of its owner. */
public final class ShapeFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ShapeFault(String message) {
        super(message);
    }
}
