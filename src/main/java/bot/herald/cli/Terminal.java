package bot.herald.cli;

import java.util.Map;

/** What is known of the terminal. */
public final class Terminal {
    private static final int USUAL = 80;
    private static final int LEAST = 40;

    private Terminal() {}

    /** Its width as the shell tells it, or 80 columns. */
    public static int columns(Map<String, String> environment) {
        String told = environment.getOrDefault("COLUMNS", "");
        return told.matches("[1-9][0-9]{1,3}") ? Math.max(LEAST, Integer.parseInt(told)) : USUAL;
    }
}
