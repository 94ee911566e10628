package bot.herald.feature.command;

import bot.herald.event.ChatMessageReceived;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the command in a chat message, if its first word is one. Immutable and safe for concurrent use. */
final class CommandParser {
    /** Characters that show nothing; clients add them to get around Twitch's filter of repeated lines. */
    private static final Pattern INVISIBLE = Pattern.compile(
            "[\\u00AD\\u034F\\u061C\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180E\\u200B-\\u200F\\u202A-\\u202E"
                    + "\\u2060-\\u206F\\u3164\\uFEFF\\uFFA0\\x{E0000}-\\x{E0FFF}]");

    private static final Pattern MENTION = Pattern.compile("^@\\S+\\s+");

    private final String prefix;

    CommandParser(String prefix) {
        this.prefix = prefix;
    }

    Optional<CommandCall> parse(ChatMessageReceived message) {
        String text = INVISIBLE.matcher(message.text()).replaceAll("").strip();
        if (message.replyParentMessageId().isPresent()) {
            // Twitch puts the name of whoever is answered before the text of a reply.
            text = MENTION.matcher(text).replaceFirst("");
        }
        if (!text.startsWith(prefix)) {
            return Optional.empty();
        }
        String[] words = text.substring(prefix.length()).split("\\s+", 2);
        String name = words[0].toLowerCase(Locale.ROOT);
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(new CommandCall(name, words.length > 1 ? words[1].strip() : "", message));
    }
}
