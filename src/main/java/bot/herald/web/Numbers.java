package bot.herald.web;

import bot.herald.language.Language;
import bot.herald.language.Sentences;
import java.util.Locale;

/** Numbers as people read them. */
final class Numbers {
    private Numbers() {}

    static String of(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    static String of(long number, Language language) {
        return String.format(language.locale(), "%,d", number);
    }

    /** The text {@code key.one} or {@code key.other}, depending on the number, which replaces {@code {n}}. */
    static String counted(Sentences say, String key, long number) {
        return say.say(key + (number == 1 ? ".one" : ".other"), "n", of(number, say.language()));
    }
}
