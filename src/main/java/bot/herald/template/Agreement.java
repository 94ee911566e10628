package bot.herald.template;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Has a thing agree with the number before it: what was written for many reads right when there is one. */
final class Agreement {
    private static final Map<String, String> SINGULARS = Map.ofEntries(
            Map.entry("bits", "bit"),
            Map.entry("days", "day"),
            Map.entry("deaths", "death"),
            Map.entry("followers", "follower"),
            Map.entry("gifts", "gift"),
            Map.entry("hours", "hour"),
            Map.entry("losses", "loss"),
            Map.entry("minutes", "minute"),
            Map.entry("months", "month"),
            Map.entry("people", "person"),
            Map.entry("points", "point"),
            Map.entry("raiders", "raider"),
            Map.entry("subs", "sub"),
            Map.entry("subscriptions", "subscription"),
            Map.entry("times", "time"),
            Map.entry("viewers", "viewer"),
            Map.entry("wins", "win"),
            Map.entry("years", "year"));

    private static final Pattern FIRST_WORD = Pattern.compile("( +(?:more |gift(?:ed)? )?)([a-z]+)(?![a-z-])");

    private Agreement() {}

    /** @param text what follows the number 1 */
    static String withOne(String text) {
        Matcher word = FIRST_WORD.matcher(text);
        String singular = word.lookingAt() ? SINGULARS.get(word.group(2)) : null;
        return singular == null ? text : word.group(1) + singular + text.substring(word.end());
    }
}
