package bot.herald.chat;

import java.util.ArrayList;
import java.util.List;

/** Cuts a text into pieces that Twitch takes: at most 500 UTF-16 units each, at a space where there is one. */
final class MessageSplitter {
    static final int LONGEST = 500;

    private MessageSplitter() {}

    static List<String> split(String text) {
        List<String> pieces = new ArrayList<>();
        String rest = text.strip();
        while (rest.length() > LONGEST) {
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
        int space = text.lastIndexOf(' ', LONGEST);
        if (space > 0) {
            return space;
        }
        return Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    }
}
