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

    /** The sentence of {@code key.one} or {@code key.other}, as the number wants it, which is {@code {n}} in it. */
    static String counted(Sentences say, String key, long number) {
        return say.say(key + (number == 1 ? ".one" : ".other"), "n", of(number, say.language()));
    }
}
