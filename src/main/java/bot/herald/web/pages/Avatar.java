package bot.herald.web.pages;

import java.util.Locale;

/**
 * A picture of somebody.
 *
 * @param url an https address, or one on this machine, where a simulated Twitch may be; empty to show the initials
 * @param hue colour of the background or of a name, 1 to 8
 */
public record Avatar(String url, String initials, int hue) {
    private static final int HUES = 8;

    /** The address, if a page may show what is there; else nothing. */
    public static String shown(String url) {
        return url.startsWith("https://") || url.startsWith("http://127.0.0.1:") ? url : "";
    }

    /** @param id decides the colour, which therefore survives a rename */
    public static Avatar of(String id, String name, String url) {
        String plain = name.isBlank() ? "?" : name.strip();
        int end = plain.offsetByCodePoints(0, Math.min(2, plain.codePointCount(0, plain.length())));
        return new Avatar(
                shown(url), plain.substring(0, end).toUpperCase(Locale.ROOT), 1 + Math.floorMod(id.hashCode(), HUES));
    }
}
