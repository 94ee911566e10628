package bot.herald.discord;

/** Escapes text from outside, so that Discord shows it as it was written and pings nobody. */
final class Markdown {
    private static final String SIGNS = "\\*_~`|>#-[]()<:@!";

    private Markdown() {}

    static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (SIGNS.indexOf(c) >= 0) {
                safe.append('\\');
            }
            safe.append(c);
        }
        return safe.toString();
    }
}
