package bot.herald.testing;

import java.util.List;
import java.util.Random;

/** Spoils real samples, the same way for the same seed. For one thread. */
public final class Mutator {
    private static final List<String> ODD = List.of(
            "",
            " ",
            "\0",
            "\n",
            "\r\n",
            "\t",
            "\"",
            "'",
            "\\",
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "-",
            "/",
            ".",
            "!",
            "%",
            "&",
            "*",
            "${",
            "${X}",
            "{{",
            "}}",
            "{1}",
            "{args}",
            "{random:1-6}",
            "null",
            "true",
            "-1",
            "0",
            "1e999",
            "2147483648",
            "9223372036854775808",
            "NaN",
            "\u0000",
            "\u200b",
            "\u202e",
            "\ud800",
            "\udfff",
            "\ud83d\ude00",
            "\uff0f",
            "\u0301",
            "\u00a0",
            "\u3164",
            "<script>",
            "../",
            "%00",
            "%2e%2e",
            "&anchor",
            "*anchor",
            "!!java.net.URL",
            "9999-12-31T23:59:59Z",
            "+999999999-12-31T23:59:59Z",
            "-999999999-01-01T00:00:00Z",
            "[[[[[[[[",
            "{\"a\":");

    private final Random random;

    public Mutator(long seed) {
        random = new Random(seed);
    }

    /** One to six changes: something cut out, put in, doubled, moved, replaced or made very long. */
    public String mutate(String sample) {
        String spoiled = sample;
        for (int left = 1 + random.nextInt(6); left > 0; left--) {
            spoiled = once(spoiled);
        }
        return spoiled;
    }

    private String once(String text) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + length());
        String before = text.substring(0, from);
        String part = text.substring(from, to);
        String after = text.substring(to);
        return switch (random.nextInt(9)) {
            case 0 -> before + after;
            case 1 -> before + any(ODD) + part + after;
            case 2 -> before + any(ODD) + after;
            case 3 -> before + part + part + after;
            case 4 -> after + before + part;
            case 5 -> before;
            case 6 -> before + part.repeat(random.nextInt(20) == 0 ? 2000 : 3) + after;
            case 7 -> before + (char) random.nextInt(random.nextBoolean() ? 128 : 65536) + after;
            default -> before + any(ODD).repeat(random.nextInt(50)) + after;
        };
    }

    private int length() {
        return random.nextInt(4) == 0 ? random.nextInt(60) : 1 + random.nextInt(6);
    }

    public <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }
}
