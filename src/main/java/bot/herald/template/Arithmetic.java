package bot.herald.template;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Calculates as people write it: {@code + - * / % ( )}, {@code round}, {@code min} and {@code max}, with sixteen digits. */
final class Arithmetic {
    static final int LONGEST = 100;
    /** Said if there is no result. */
    static final String NONE = "?";

    private static final Pattern GROUPED = Pattern.compile("[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\\.[0-9]+)?");
    private static final int MOST_DECIMALS = 4;
    private static final BigDecimal GREATEST = BigDecimal.valueOf(1_000_000_000_000_000L);

    private final String text;
    private int at;

    /** Not arithmetic at all, as opposed to arithmetic without a result. */
    private static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private Arithmetic(String text) {
        this.text = text;
    }

    /** A number as people type it, in ASCII and without a comma before every three digits; everything else as it is. */
    static String typed(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
        return GROUPED.matcher(plain).matches() ? plain.replace(",", "") : plain;
    }

    /** Whether it could have a result. */
    static boolean isWellFormed(String expression) {
        try {
            evaluate(expression);
            return true;
        } catch (ArithmeticException e) {
            return true;
        } catch (Malformed e) {
            return false;
        }
    }

    /** The result; {@link #NONE} for a division by zero, a number out of range, and anything that is not arithmetic. */
    static String result(String expression) {
        try {
            BigDecimal result = evaluate(expression);
            return result.abs().compareTo(GREATEST) > 0
                    ? NONE
                    : plain(result.setScale(
                            Math.min(MOST_DECIMALS, Math.max(0, result.scale())), RoundingMode.HALF_UP));
        } catch (ArithmeticException | Malformed e) {
            return NONE;
        }
    }

    /** Empty unless both are numbers. */
    static OptionalInt compare(String one, String other) {
        try {
            return one.length() > LONGEST || other.length() > LONGEST
                    ? OptionalInt.empty()
                    : OptionalInt.of(number(typed(one)).compareTo(number(typed(other))));
        } catch (Malformed e) {
            return OptionalInt.empty();
        }
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static BigDecimal number(String text) {
        if (!text.matches("[+-]?[0-9]{1,30}(\\.[0-9]{1,30})?")) {
            throw new Malformed();
        }
        return new BigDecimal(text);
    }

    private static BigDecimal evaluate(String expression) {
        if (expression.length() > LONGEST) {
            throw new ArithmeticException("longer than " + LONGEST);
        }
        Arithmetic arithmetic = new Arithmetic(expression);
        BigDecimal result = arithmetic.sum();
        if (arithmetic.next() != 0) {
            throw new Malformed();
        }
        return result;
    }

    private BigDecimal sum() {
        BigDecimal sum = product();
        while (true) {
            if (take('+')) {
                sum = sum.add(product(), MathContext.DECIMAL64);
            } else if (take('-')) {
                sum = sum.subtract(product(), MathContext.DECIMAL64);
            } else {
                return sum;
            }
        }
    }

    private BigDecimal product() {
        BigDecimal product = factor();
        while (true) {
            if (take('*')) {
                product = product.multiply(factor(), MathContext.DECIMAL64);
            } else if (take('/')) {
                product = product.divide(factor(), MathContext.DECIMAL64);
            } else if (take('%')) {
                product = product.remainder(factor(), MathContext.DECIMAL64);
            } else {
                return product;
            }
        }
    }

    private BigDecimal factor() {
        if (take('-')) {
            return factor().negate();
        }
        if (take('+')) {
            return factor();
        }
        if (take('(')) {
            BigDecimal inside = sum();
            close();
            return inside;
        }
        return Character.isLetter(next()) ? function() : digits();
    }

    private BigDecimal function() {
        int begin = at;
        while (at < text.length() && Character.isLetter(text.charAt(at))) {
            at++;
        }
        String name = text.substring(begin, at);
        if (!take('(')) {
            throw new Malformed();
        }
        List<BigDecimal> given = new ArrayList<>(List.of(sum()));
        while (take(',')) {
            given.add(sum());
        }
        close();
        return switch (name) {
            case "min" -> given.stream().reduce(BigDecimal::min).orElseThrow();
            case "max" -> given.stream().reduce(BigDecimal::max).orElseThrow();
            case "round" -> rounded(given);
            default -> throw new Malformed();
        };
    }

    private static BigDecimal rounded(List<BigDecimal> given) {
        if (given.size() != 1) {
            throw new Malformed();
        }
        return given.get(0).setScale(0, RoundingMode.HALF_UP);
    }

    private BigDecimal digits() {
        char first = next();
        int begin = at;
        while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        if (first == 0 || begin == at) {
            throw new Malformed();
        }
        return number(text.substring(begin, at));
    }

    private void close() {
        if (!take(')')) {
            throw new Malformed();
        }
    }

    private boolean take(char sign) {
        if (next() != sign) {
            return false;
        }
        at++;
        return true;
    }

    /** The next character other than a space; 0 at the end. */
    private char next() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }
}
