package bot.herald.simulator;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Generated profile pictures: symmetric patterns of five by five squares, derived from the id. */
final class Pictures {
    static final String PATH = "/pictures/";

    private static final Pattern OF_ACCOUNT = Pattern.compile(PATH + "(\\d{1,18})\\.svg");
    private static final int FIELDS = 5;

    private Pictures() {}

    static String of(SimulatedUser user) {
        return PATH + user.id() + ".svg";
    }

    static Reply reply(String path) {
        Matcher matcher = OF_ACCOUNT.matcher(path);
        return matcher.matches()
                ? new Reply(200, "image/svg+xml", svg(Long.parseLong(matcher.group(1))), Map.of())
                : Reply.text(404, "404 page not found\n");
    }

    private static String svg(long id) {
        // Mixed, so that consecutive ids do not look alike.
        long mixed = (id + 7) * 0x9E3779B97F4A7C15L;
        long hue = Math.floorMod(mixed >>> 40, 360);
        StringBuilder fields = new StringBuilder();
        for (int y = 0; y < FIELDS; y++) {
            for (int x = 0; x <= FIELDS / 2; x++) {
                if ((mixed >>> (y * 3 + x) & 1) == 1) {
                    fields.append(field(x, y)).append(x == FIELDS / 2 ? "" : field(FIELDS - 1 - x, y));
                }
            }
        }
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 7 7\"><rect width=\"7\" height=\"7\" fill=\"hsl("
                + hue + " 60% 32%)\"/><g fill=\"hsl(" + (hue + 40) % 360 + " 85% 80%)\">" + fields + "</g></svg>";
    }

    private static String field(int x, int y) {
        return "<rect x=\"" + (x + 1) + "\" y=\"" + (y + 1) + "\" width=\"1.02\" height=\"1.02\"/>";
    }
}
