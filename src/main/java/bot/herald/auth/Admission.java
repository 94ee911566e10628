package bot.herald.auth;

import bot.herald.identity.TwitchProfile;
import java.util.Optional;

/** Decides whether an account may be connected for a purpose. */
@FunctionalInterface
public interface Admission {
    /** Why not, in plain words for the person at the browser; empty when it may. */
    Optional<String> refusal(Purpose purpose, TwitchProfile profile);
}
