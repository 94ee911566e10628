package bot.herald.template;

import java.util.regex.Pattern;

/** What may stand in a chat line. */
public final class ChatText {
    /** In UTF-16 units, which never undercounts Twitch's characters. */
    public static final int LONGEST = 500;

    /**
     * Letters by Unicode's book that show nothing; clients add them to get around Twitch's filter of repeated lines.
     * Format characters, controls and lone surrogates are told by their kind.
     */
    private static final Pattern BLANK = Pattern.compile(
            "[\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u3164" + "\\uFFA0\\x{E0000}-\\x{E0FFF}]");

    /** A picture made of dots; the blank among them is part of it. */
    private static final Pattern BRAILLE = Pattern.compile("[\\u2801-\\u28FF]");

    private static final int BRAILLE_BLANK = 0x2800;

    private static final Pattern COMMAND = Pattern.compile("[/.]");
    private static final Pattern ANY_BOTS_COMMAND = Pattern.compile("[/.!?$%&+*~|\\\\,`_\\-\\uFF01\\uFF0F\\uFF0E]");
    private static final String QUOTED = "» ";
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    /** Below are the scripts and signs that join without a joiner. */
    private static final int FIRST_JOINABLE = 0x300;

    private ChatText() {}

    /** The text on one line without what nobody sees; joiners stay inside words and emoji that need them. */
    public static String clean(String text) {
        return isPlain(text) ? text.strip() : cleaned(text);
    }

    /** Whether it is all ASCII without control characters, as most chat is: nothing in it is hidden, or has other forms. */
    public static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    private static String cleaned(String text) {
        String visible = BLANK.matcher(text).replaceAll("");
        StringBuilder kept = new StringBuilder(visible.length());
        boolean picture = BRAILLE.matcher(visible).find();
        int before = ' ';
        for (int i = 0; i < visible.length(); i += Character.charCount(visible.codePointAt(i))) {
            int c = visible.codePointAt(i);
            if (isSpace(c)) {
                kept.append(' ');
                before = ' ';
            } else if (c == BRAILLE_BLANK ? picture : isKept(c, before)) {
                kept.appendCodePoint(c);
                before = c;
            }
        }
        return kept.toString().strip();
    }

    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static boolean isKept(int c, int before) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.SURROGATE -> false;
            case Character.FORMAT -> (c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER) && before >= FIRST_JOINABLE;
            // Marks change the letter before them; behind a space they would only hide what follows.
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> before != ' ';
            default -> true;
        };
    }

    /** At most {@link #LONGEST}, the end cut off where it must be. */
    public static String shortened(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int cut = LONGEST - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(cut - 1)) ? cut - 1 : cut)
                        .stripTrailing() + "…";
    }

    /** A line that begins with / or . gets a mark in front: chat takes such lines for commands, and the bot may moderate. */
    public static String harmless(String line) {
        return startsWith(line, COMMAND) ? shortened(QUOTED + line) : line;
    }

    /** The same for a line whose first words a chatter chose: other bots' commands begin with other signs. */
    public static String harmlessFromStranger(String line) {
        return startsWith(line, ANY_BOTS_COMMAND) ? shortened(QUOTED + line) : line;
    }

    private static boolean startsWith(String line, Pattern sign) {
        int first = 0;
        while (first < line.length() && line.charAt(first) == BRAILLE_BLANK) {
            first++;
        }
        return first < line.length()
                && sign.matcher(line).region(first, line.length()).lookingAt();
    }
}
