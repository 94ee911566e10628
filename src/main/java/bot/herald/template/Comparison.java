package bot.herald.template;

import java.util.Locale;

/** How a condition compares two texts; as numbers, if both are numbers. */
enum Comparison {
    UNEQUAL("!="),
    AT_LEAST(">="),
    AT_MOST("<="),
    SAME("=="),
    EQUAL("="),
    LESS("<"),
    MORE(">"),
    CONTAINS(" contains "),
    /** No comparison: holds if the text is not empty. */
    PRESENT("");

    private final String sign;

    Comparison(String sign) {
        this.sign = sign;
    }

    String sign() {
        return sign;
    }

    boolean holds(String left, String right) {
        String one = left.strip().toLowerCase(Locale.ROOT);
        String other = right.strip().toLowerCase(Locale.ROOT);
        return switch (this) {
            case PRESENT -> !one.isEmpty();
            case CONTAINS -> one.contains(other);
            case EQUAL, SAME -> Arithmetic.compare(one, other).orElse(one.compareTo(other)) == 0;
            case UNEQUAL -> Arithmetic.compare(one, other).orElse(one.compareTo(other)) != 0;
            case LESS -> Arithmetic.compare(one, other).orElse(0) < 0;
            case MORE -> Arithmetic.compare(one, other).orElse(0) > 0;
            case AT_MOST -> Arithmetic.compare(one, other).orElse(1) <= 0;
            case AT_LEAST -> Arithmetic.compare(one, other).orElse(-1) >= 0;
        };
    }
}
