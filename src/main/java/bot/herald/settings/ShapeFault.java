package bot.herald.settings;

import java.util.Objects;

/** Why a record cannot be edited by people, or refuses its values; the message follows the name of its owner. */
public final class ShapeFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ShapeFault(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
