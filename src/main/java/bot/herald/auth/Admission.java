package bot.herald.auth;

import bot.herald.identity.TwitchProfile;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Decides whether an account may be connected for a purpose. */
@FunctionalInterface
public interface Admission {
    /** Why not, in plain words for the person at the browser; empty when it may. */
    Optional<String> refusal(Purpose purpose, TwitchProfile profile);

    /** Admits nobody while nothing can be saved. */
    default Admission onlyWhile(BooleanSupplier canSave) {
        return (purpose, profile) -> canSave.getAsBoolean()
                ? refusal(purpose, profile)
                : Optional.of(
                        "Herald cannot save anything right now, so nothing was connected. Please try again in a few"
                                + " minutes.");
    }
}
