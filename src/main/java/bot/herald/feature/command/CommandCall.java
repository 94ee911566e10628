package bot.herald.feature.command;

import bot.herald.event.ChatMessageReceived;
import bot.herald.event.Role;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.settings.ItemName;
import bot.herald.template.ChatText;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A command as a chatter wrote it.
 *
 * @param prefix the channel's command prefix
 * @param name the first word, normalized, without the prefix
 * @param arguments the rest, stripped; may be empty
 */
record CommandCall(String prefix, String name, String arguments, ChatMessageReceived message) {
    private static final Pattern LIST_SIGN = Pattern.compile("[,;、，]+$");
    private static final Pattern SENTENCE_END = Pattern.compile("[,.:;!?…。、]+$");

    /** The command in a chat message, if its first word is one. */
    static Optional<CommandCall> parse(ChatMessageReceived message, String prefix) {
        String text = ChatText.clean(message.withoutAddressee());
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

    /** The same under another name. */
    CommandCall named(String other) {
        return new CommandCall(prefix, other, arguments, message);
    }

    /** The same without the marks that end a sentence. */
    CommandCall withoutSentenceEnd() {
        return named(SENTENCE_END.matcher(name).replaceFirst(""));
    }

    /** The account named after the command. */
    Optional<TwitchLogin> account() {
        return message.accountNamedBy(word(0));
    }

    /** The account named after the command, or its writer if none is. */
    Optional<TwitchLogin> accountOrWriter() {
        return arguments.isEmpty() ? Optional.of(message.chatter().login()) : account();
    }

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

    /** The words of the arguments from one on, without commas between them. */
    List<String> listFrom(int index) {
        return words().stream()
                .skip(index)
                .map(word -> LIST_SIGN.matcher(word).replaceFirst(""))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** A word of the arguments, from 0; empty if there is none. */
    String word(int index) {
        List<String> words = words();
        return index < words.size() ? words.get(index) : "";
    }

    /** Everything after the first {@code words} words of the arguments. */
    String textAfter(int words) {
        String[] parts = arguments.split(" +", words + 1);
        return parts.length > words ? parts[words].strip() : "";
    }
}
