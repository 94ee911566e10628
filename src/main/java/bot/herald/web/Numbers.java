package bot.herald.web;

import java.util.Locale;

/** Numbers as people read them. */
final class Numbers {
    private Numbers() {}

    static String of(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    /** The number with what is counted, for example {@code 1 command} and {@code 2 commands}. */
    static String counted(long number, String one) {
        return of(number) + " " + one + (number == 1 ? "" : "s");
    }
}
