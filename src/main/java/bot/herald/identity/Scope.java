package bot.herald.identity;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One permission that a user grants on Twitch, in Twitch's own spelling.
 *
 * <p>Twitch returns scopes in any order, so they are always compared as sets.
 */
public record Scope(String value) implements Comparable<Scope> {
    public static final Scope CHANNEL_BOT = new Scope("channel:bot");
    public static final Scope USER_BOT = new Scope("user:bot");
    public static final Scope USER_READ_CHAT = new Scope("user:read:chat");
    public static final Scope USER_WRITE_CHAT = new Scope("user:write:chat");
    public static final Scope USER_READ_MODERATED_CHANNELS = new Scope("user:read:moderated_channels");
    public static final Scope MODERATOR_MANAGE_SHOUTOUTS = new Scope("moderator:manage:shoutouts");
    public static final Scope MODERATOR_READ_SHOUTOUTS = new Scope("moderator:read:shoutouts");
    public static final Scope MODERATOR_MANAGE_ANNOUNCEMENTS = new Scope("moderator:manage:announcements");
    public static final Scope MODERATOR_MANAGE_CHAT_MESSAGES = new Scope("moderator:manage:chat_messages");
    public static final Scope MODERATOR_MANAGE_BANNED_USERS = new Scope("moderator:manage:banned_users");
    public static final Scope MODERATOR_MANAGE_WARNINGS = new Scope("moderator:manage:warnings");
    public static final Scope MODERATOR_MANAGE_SHIELD_MODE = new Scope("moderator:manage:shield_mode");
    public static final Scope MODERATOR_MANAGE_CHAT_SETTINGS = new Scope("moderator:manage:chat_settings");
    public static final Scope MODERATOR_READ_FOLLOWERS = new Scope("moderator:read:followers");
    public static final Scope MODERATION_READ = new Scope("moderation:read");
    public static final Scope CHANNEL_MANAGE_BROADCAST = new Scope("channel:manage:broadcast");
    public static final Scope CLIPS_EDIT = new Scope("clips:edit");
    public static final Scope CHANNEL_READ_SUBSCRIPTIONS = new Scope("channel:read:subscriptions");
    public static final Scope CHANNEL_READ_REDEMPTIONS = new Scope("channel:read:redemptions");
    public static final Scope CHANNEL_MANAGE_REDEMPTIONS = new Scope("channel:manage:redemptions");
    public static final Scope BITS_READ = new Scope("bits:read");

    /** @throws IllegalArgumentException if {@code value} is blank or holds white space */
    public Scope {
        if (value.isEmpty() || value.chars().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException("not a scope: '" + value + "'");
        }
    }

    /** Reads scopes separated by white space; blank gives an empty set. */
    public static Set<Scope> parse(String separatedBySpaces) {
        return Stream.of(separatedBySpaces.strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .map(Scope::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The scopes in alphabetical order, separated by a space, as OAuth and our database write them. */
    public static String join(Collection<Scope> scopes) {
        return scopes.stream().map(Scope::value).sorted().collect(Collectors.joining(" "));
    }

    /** What of {@code wanted} is not in {@code granted}, in alphabetical order. */
    public static Set<Scope> missing(Collection<Scope> wanted, Collection<Scope> granted) {
        Set<Scope> missing = new TreeSet<>(wanted);
        missing.removeAll(Set.copyOf(granted));
        return Collections.unmodifiableSet(missing);
    }

    @Override
    public int compareTo(Scope other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
