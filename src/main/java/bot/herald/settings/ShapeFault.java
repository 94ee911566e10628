package bot.herald.settings;

import java.util.Objects;

/** A record cannot be edited by people, or refuses its values. Its message continues the name of the owner. */
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
