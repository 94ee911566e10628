package bot.herald.web.pages;

/**
 * What was just done, or why it was not; shown on top, and read out.
 *
 * @param text empty for nothing
 * @param undoLink where a form goes that takes it back; empty where nothing can be
 * @param token has to come back with that form
 */
public record Notice(String text, boolean bad, String undoLink, String token) {
    public static final Notice NONE = new Notice("", false, "", "");

    public static Notice done(String text) {
        return new Notice(text, false, "", "");
    }

    public static Notice notDone(String text) {
        return new Notice(text, true, "", "");
    }
}
