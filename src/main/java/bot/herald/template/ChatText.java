package bot.herald.template;

import java.util.regex.Pattern;

/** Cleans text for a line of chat. */
public final class ChatText {
    /** In {@link Characters}. */
    public static final int LONGEST = 500;

    private static final int BRAILLE_BLANK = 0x2800;
    private static final int LAST_BRAILLE = 0x28FF;

    private static final Pattern COMMAND = Pattern.compile("[/.]");
    /** The start of any bot's command, but not of numbers and exclamations: "-3", "$5", "???". */
    private static final Pattern ANY_BOTS_COMMAND =
            Pattern.compile("[/.%&*|\\\\,`_\\uFF0F\\uFF0E]|[$+~-](?![0-9])|[!?\\uFF01](?![!?\\uFF01]*(?:\\s|$))");

    private static final String QUOTED = "» ";
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    /** Scripts and signs below this code point need no joiners. */
    private static final int FIRST_JOINABLE = 0x300;

    private ChatText() {}

    /** The text on one line, without invisible characters; joiners stay where words and emoji need them. */
    public static String clean(String text) {
        return isPlain(text) ? text.strip() : cleaned(text);
    }

    /** Whether it is printable ASCII, as most chat is, in which nothing is hidden or has another form. */
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
        StringBuilder kept = new StringBuilder(text.length());
        // In a picture made of Braille dots, blanks are part of the picture.
        boolean picture = text.chars().anyMatch(c -> c > BRAILLE_BLANK && c <= LAST_BRAILLE);
        int before = ' ';
        int c;
        for (int i = 0; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            if (isSpace(c)) {
                kept.append(' ');
                before = ' ';
            } else if (c == BRAILLE_BLANK ? picture : !isBlank(c) && isKept(c, before)) {
                kept.appendCodePoint(c);
                before = c;
            }
        }
        return kept.toString().strip();
    }

    /**
     * Letters, as far as Unicode is concerned, that show nothing; clients add them to get around Twitch's filter of
     * repeated lines. Format characters, controls and lone surrogates are recognised by their category.
     */
    private static boolean isBlank(int c) {
        return switch (c) {
            case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0 -> true;
            default -> (c >= 0x180B && c <= 0x180F) || (c >= 0xE0000 && c <= 0xE0FFF);
        };
    }

    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static boolean isKept(int c, int before) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.SURROGATE -> false;
            case Character.FORMAT -> (c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER) && before >= FIRST_JOINABLE;
            // A mark belongs to the letter before it; after a space it would only cover what follows.
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> before != ' ';
            default -> true;
        };
    }

    /** Whether Twitch would refuse it. */
    public static boolean isTooLong(String text) {
        return Characters.areMoreThan(LONGEST, text);
    }

    /** Cut to {@link #LONGEST}, if it is longer. */
    public static String shortened(String text) {
        return Characters.shortened(LONGEST, text);
    }

    /** Puts a mark before a leading / or ., which chat would take for a command that the bot, as a moderator, may use. */
    public static String harmless(String line) {
        return startsWith(line, COMMAND) ? shortened(QUOTED + line) : line;
    }

    /** The same for a line whose first words a chatter chose, which might also be another bot's command. */
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
