package bot.herald.simulator;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that a moderator did through the API.
 *
 * @param targetId the chatter; null when nobody in particular is meant
 * @param detail by kind: the deleted message's id, seconds and reason, the reason, on or off, minutes or off, the text
 */
public record ModerationAction(
        Kind kind,
        String broadcasterId,
        String moderatorId,
        @Nullable String targetId,
        String detail,
        Instant at) {
    /** What it was. */
    public enum Kind {
        DELETE,
        CLEAR,
        TIME_OUT,
        BAN,
        UNBAN,
        WARN,
        SHIELD_MODE,
        FOLLOWERS_ONLY,
        ANNOUNCE;

        /** For example {@code time-out}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
