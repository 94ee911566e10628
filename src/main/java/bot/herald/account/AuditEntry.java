package bot.herald.account;

import bot.herald.identity.TwitchUserId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One thing that happened to a channel's connection, to somebody's right to manage it, or to what is set there.
 *
 * @param actor who did it; empty when Twitch told us
 * @param subject whose right it is; empty when the entry is about the channel itself
 * @param edit what was changed; empty when the entry is about a connection or a right
 */
public record AuditEntry(
        Instant at,
        Action action,
        TwitchUserId broadcaster,
        Optional<TwitchUserId> actor,
        Optional<TwitchUserId> subject,
        Optional<Edit> edit) {
    public AuditEntry(
            Instant at,
            Action action,
            TwitchUserId broadcaster,
            Optional<TwitchUserId> actor,
            Optional<TwitchUserId> subject) {
        this(at, action, broadcaster, actor, subject, Optional.empty());
    }

    /**
     * A change of one item.
     *
     * @param item its name before the change
     * @param before as JSON; empty when it is new
     * @param after as JSON; empty when it is deleted
     */
    public record Edit(String item, Optional<String> before, Optional<String> after) {}

    /** What happened. */
    public enum Action {
        CHANNEL_CONNECTED,
        CHANNEL_DISCONNECTED,
        ACCESS_GAINED,
        ACCESS_LOST,
        SETTINGS_CHANGED,
        COMMAND_CREATED,
        COMMAND_CHANGED,
        COMMAND_DELETED,
        TIMER_CREATED,
        TIMER_CHANGED,
        TIMER_DELETED,
        FEATURE_CHANGED,
        /** A feature did something by itself; the edit names it and says what. */
        FEATURE_ACTED,
        /** The title or the category, by a moderator in chat. */
        STREAM_CHANGED;

        /** As stored, for example {@code access-gained}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Reads {@link #text()}. */
        public static Action parse(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }
}
