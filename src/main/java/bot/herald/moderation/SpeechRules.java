package bot.herald.moderation;

import bot.herald.language.Saying;
import java.util.Optional;

/**
 * Keeps viewers from having the bot say what the channel's filters would not let them write. Words of the channel's own
 * texts are always allowed. Safe for concurrent use.
 */
public interface SpeechRules {
    /** Whether it may be said. If not, that is logged for the channel's people; nothing should be said in chat about it. */
    boolean allow(Speech speech);

    /** Why it may not be said; empty if it may. Logs nothing. */
    default Optional<Saying> objection(Speech speech) {
        return Optional.empty();
    }
}
