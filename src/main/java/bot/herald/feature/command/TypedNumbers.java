package bot.herald.feature.command;

import java.text.Normalizer;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers and spans of time as people write them in chat. */
final class TypedNumbers {
    /** With a comma, full stop or apostrophe before every three digits, if any. */
    private static final Pattern WHOLE =
            Pattern.compile("([0-9]{1,13}|[0-9]{1,3}(?:([,.'])[0-9]{3})(?:\\2[0-9]{3}){0,3})(k?)");

    private static final Pattern SPAN = Pattern.compile(
            "(?:([0-9]{1,4})(?:h|std))?(?:([0-9]{1,6})m(?:in)?)?(?:([0-9]{1,7})(s|secs?|seconds?|sek|seg)?)?",
            Pattern.CASE_INSENSITIVE);
    private static final int SECONDS_PER_MINUTE = 60;
    private static final int SECONDS_PER_HOUR = 3_600;
    private static final int THOUSAND = 1_000;

    private TypedNumbers() {}

    /** Digits of any width in ASCII, and a hyphen for every sign that looks like a minus. */
    static String plain(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFKC).replaceAll("[\\u2010-\\u2015\\u2212]", "-");
    }

    /** A whole number without a sign, such as {@code 1000}, {@code 1,000}, {@code 1.000} and {@code 1k}. */
    static OptionalLong whole(String typed) {
        Matcher number = WHOLE.matcher(plain(typed));
        if (!number.matches()) {
            return OptionalLong.empty();
        }
        long digits = Long.parseLong(number.group(1).replaceAll("[,.']", ""));
        return OptionalLong.of(number.group(3).isEmpty() ? digits : digits * THOUSAND);
    }

    /** A span in seconds: {@code 90}, {@code 90s}, {@code 1m30}, {@code 2h}, {@code 1h30}; in the bot's languages. */
    static Optional<Integer> seconds(String typed) {
        OptionalLong whole = whole(typed);
        if (whole.isPresent()) {
            return whole.getAsLong() <= Integer.MAX_VALUE ? Optional.of((int) whole.getAsLong()) : Optional.empty();
        }
        Matcher span = SPAN.matcher(plain(typed));
        if (typed.isEmpty() || !span.matches()) {
            return Optional.empty();
        }
        // "1h30" is an hour and a half, "1m30" a minute and a half.
        boolean areMinutes = span.group(1) != null && span.group(2) == null && span.group(4) == null;
        return Optional.of(part(span, 1) * SECONDS_PER_HOUR
                + part(span, 2) * SECONDS_PER_MINUTE
                + part(span, 3) * (areMinutes ? SECONDS_PER_MINUTE : 1));
    }

    private static int part(Matcher span, int group) {
        String digits = span.group(group);
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
