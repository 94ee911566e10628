package bot.herald.web.pages;

import java.util.Locale;

/**
 * A picture of somebody.
 *
 * @param url an https address, or empty for none: then the initials stand there
 * @param hue of the ground and of a name, 1 to 8
 */
public record Avatar(String url, String initials, int hue) {
    private static final int HUES = 8;

    /** @param id what the colour follows from, so that it stays whatever the name becomes */
    public static Avatar of(String id, String name, String url) {
        String plain = name.isBlank() ? "?" : name.strip();
        int end = plain.offsetByCodePoints(0, Math.min(2, plain.codePointCount(0, plain.length())));
        return new Avatar(
                url.startsWith("https://") ? url : "",
                plain.substring(0, end).toUpperCase(Locale.ROOT),
                1 + Math.floorMod(id.hashCode(), HUES));
    }
}
