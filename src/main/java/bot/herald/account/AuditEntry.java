package bot.herald.account;

import bot.herald.identity.TwitchUserId;
import bot.herald.security.Sha256;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One thing that happened to a channel's connection, to somebody's right to manage it, or to what is set there.
 *
 * @param actor who did it
 * @param subject whose right it is; empty when the entry is about the channel itself
 * @param edit what was changed; empty when the entry is about a connection or a right
 * @param undoes the {@link #id()} of the entry that this one took back; empty if it took none back
 */
public record AuditEntry(
        Instant at,
        Action action,
        TwitchUserId broadcaster,
        Actor actor,
        Optional<TwitchUserId> subject,
        Optional<Edit> edit,
        Optional<String> undoes) {
    private static final int HASH_BYTES = 6;
    private static final Pattern ID = Pattern.compile("([0-9]{1,18})-[0-9a-f]{12}");

    public AuditEntry(
            Instant at, Action action, TwitchUserId broadcaster, Actor actor, Optional<TwitchUserId> subject) {
        this(at, action, broadcaster, actor, subject, Optional.empty());
    }

    public AuditEntry(
            Instant at,
            Action action,
            TwitchUserId broadcaster,
            Actor actor,
            Optional<TwitchUserId> subject,
            Optional<Edit> edit) {
        this(at, action, broadcaster, actor, subject, edit, Optional.empty());
    }

    /**
     * Identifies the entry within its channel: by its time, so that it is found quickly, and by what it says, but not by
     * who did it, since people may be erased.
     */
    public String id() {
        return at.toEpochMilli() + "-" + Sha256.hex(action.text() + ' ' + subject + ' ' + edit, HASH_BYTES);
    }

    /** The time of the entry with this {@link #id()}; empty if no entry can have it. */
    public static Optional<Instant> timeOf(String id) {
        Matcher parts = ID.matcher(id);
        return parts.matches() ? Optional.of(Instant.ofEpochMilli(Long.parseLong(parts.group(1)))) : Optional.empty();
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
        PERMISSION_LOST,
        PERMISSION_BACK,
        ACCESS_GAINED,
        ACCESS_LOST,
        /** The bot speaks as another account. */
        BOT_REPLACED,
        SETTINGS_CHANGED,
        COMMAND_CREATED,
        COMMAND_CHANGED,
        COMMAND_DELETED,
        TRIGGER_CREATED,
        TRIGGER_CHANGED,
        TRIGGER_DELETED,
        TIMER_CREATED,
        TIMER_CHANGED,
        TIMER_DELETED,
        QUOTE_CREATED,
        QUOTE_CHANGED,
        QUOTE_DELETED,
        COUNTER_CREATED,
        COUNTER_CHANGED,
        COUNTER_DELETED,
        /** How often a command answered each viewer was forgotten; the edit names the command. */
        VIEWERS_FORGOTTEN,
        FEATURE_CHANGED,
        /** Much at once, from another bot or a file; the edit names the source. */
        MOVED_IN,
        /** A feature did something, by itself or because somebody in chat asked for it; the edit names it and says what. */
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
