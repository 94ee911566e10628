package bot.herald.chat;

import bot.herald.template.Characters;
import bot.herald.template.ChatText;
import java.util.ArrayList;
import java.util.List;

/** Splits a text into pieces that Twitch accepts, at a space if there is one. */
final class MessageSplitter {
    private MessageSplitter() {}

    static List<String> split(String text) {
        List<String> pieces = new ArrayList<>();
        String rest = text.strip();
        while (ChatText.isTooLong(rest)) {
            int cut = cut(rest);
            pieces.add(rest.substring(0, cut).stripTrailing());
            rest = rest.substring(cut).stripLeading();
        }
        if (!rest.isEmpty()) {
            pieces.add(rest);
        }
        return pieces;
    }

    private static int cut(String text) {
        int end = Characters.first(ChatText.LONGEST, text).length();
        int space = text.lastIndexOf(' ', end);
        return space > 0 ? space : end;
    }
}
