package bot.herald.chat;

import java.util.ArrayList;
import java.util.List;

/** Splits a text into pieces of at most 500 code points, as Twitch demands, at a space if there is one. */
final class MessageSplitter {
    static final int LONGEST = 500;

    private MessageSplitter() {}

    /** Counted as Twitch counts. */
    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    static List<String> split(String text) {
        List<String> pieces = new ArrayList<>();
        String rest = text.strip();
        while (length(rest) > LONGEST) {
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
        int end = text.offsetByCodePoints(0, LONGEST);
        int space = text.lastIndexOf(' ', end);
        return space > 0 ? space : end;
    }
}
