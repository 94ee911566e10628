package bot.herald.feature.command;

import bot.herald.event.ChatMessageReceived;
import bot.herald.settings.ItemName;
import bot.herald.template.ChatText;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the command in a chat message, if its first word is one. */
final class CommandParser {
    private static final Pattern MENTION = Pattern.compile("^@\\S+\\s+");

    private CommandParser() {}

    static Optional<CommandCall> parse(ChatMessageReceived message, String prefix) {
        String text = ChatText.clean(message.text());
        if (message.replyParentMessageId().isPresent()) {
            // Twitch puts the name of whoever is answered before the text of a reply.
            text = MENTION.matcher(text).replaceFirst("");
        }
        String[] words = text.split(" +", 2);
        String first = ItemName.normalized(words[0]);
        String before = ItemName.normalized(prefix);
        if (!first.startsWith(before) || first.length() == before.length()) {
            return Optional.empty();
        }
        return Optional.of(new CommandCall(
                prefix, first.substring(before.length()), words.length > 1 ? words[1].strip() : "", message));
    }
}
