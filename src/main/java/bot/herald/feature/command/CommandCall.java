package bot.herald.feature.command;

import bot.herald.event.ChatMessageReceived;
import bot.herald.event.Role;
import bot.herald.identity.TwitchUserId;
import java.util.List;

/**
 * A command as a chatter wrote it.
 *
 * @param prefix what commands begin with in this channel
 * @param name the first word, normalized, without the prefix
 * @param arguments the rest, stripped; may be empty
 */
record CommandCall(String prefix, String name, String arguments, ChatMessageReceived message) {
    TwitchUserId broadcasterId() {
        return message.broadcasterId();
    }

    Role role() {
        return Role.of(message.badges());
    }

    boolean isByModerator() {
        return role().isAtLeast(Role.MODERATOR);
    }

    List<String> words() {
        return arguments.isEmpty() ? List.of() : List.of(arguments.split(" +"));
    }

    /** A word of the arguments, from 0; empty if there is none. */
    String word(int index) {
        List<String> words = words();
        return index < words.size() ? words.get(index) : "";
    }

    /** What stands behind the first {@code words} words of the arguments. */
    String textAfter(int words) {
        String[] parts = arguments.split(" +", words + 1);
        return parts.length > words ? parts[words].strip() : "";
    }
}
