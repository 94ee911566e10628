package bot.herald.simulator;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One act of moderation through the API.
 *
 * @param targetId the chatter; null if the whole chat is affected
 * @param detail depends on the kind: a message id, a duration and reason, a reason, a setting's value, or a text
 */
public record ModerationAction(
        Kind kind,
        String broadcasterId,
        String moderatorId,
        @Nullable String targetId,
        String detail,
        Instant at) {
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
