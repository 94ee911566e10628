package bot.herald.account;

import bot.herald.identity.TwitchUserId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One thing that happened to a channel's connection or to somebody's right to manage it.
 *
 * @param actor who did it; empty when Twitch told us
 * @param subject whose right it is; empty when the entry is about the channel itself
 */
public record AuditEntry(
        Instant at,
        Action action,
        TwitchUserId broadcaster,
        Optional<TwitchUserId> actor,
        Optional<TwitchUserId> subject) {
    /** What happened. */
    public enum Action {
        CHANNEL_CONNECTED,
        CHANNEL_DISCONNECTED,
        ACCESS_GAINED,
        ACCESS_LOST;

        /** As stored, for example {@code access-gained}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
