package bot.herald.moderation;

import bot.herald.language.Saying;
import java.util.Optional;

/**
 * Keeps the bot from saying for a viewer what the channel would not let the viewer write. The template's own words are the
 * channel's, and stay allowed. Safe for concurrent use.
 */
public interface SpeechRules {
    /** Whether it may be said; what may not is written down for the channel's people, and is not to be answered in chat. */
    boolean allow(Speech speech);

    /** Why it may not be said; empty if it may. Nothing is written down. */
    default Optional<Saying> objection(Speech speech) {
        return Optional.empty();
    }
}
