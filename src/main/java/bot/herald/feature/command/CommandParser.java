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
        int space = text.indexOf(' ');
        String first = ItemName.normalized(space < 0 ? text : text.substring(0, space));
        String before = ItemName.normalized(prefix);
        if (!first.startsWith(before) || first.length() == before.length()) {
            return Optional.empty();
        }
        return Optional.of(new CommandCall(
                prefix,
                first.substring(before.length()),
                space < 0 ? "" : text.substring(space).strip(),
                message));
    }
}
