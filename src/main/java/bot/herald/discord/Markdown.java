package bot.herald.discord;

/** Words of viewers and titles among Discord's signs: they show as they were written, and mention nobody. */
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
