package bot.herald.language;

import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A package's texts in one language. Immutable and safe for concurrent use. */
public final class Sentences {
    static final Pattern GAP = Pattern.compile("\\{([a-z]+)}");

    private final Language language;
    private final Map<String, String> byKey;

    Sentences(Language language, Map<String, String> byKey) {
        this.language = language;
        this.byKey = Map.copyOf(byKey);
    }

    public Language language() {
        return language;
    }

    /**
     * The text of a key. Gaps for which no value is given stay as they are.
     *
     * @param namesAndValues the name of a gap, its value, the next name, and so on; a {@link Saying} is put into this
     * language
     * @throws IllegalArgumentException if there is no such text
     */
    public String say(String key, Object... namesAndValues) {
        String sentence = byKey.get(key);
        if (sentence == null) {
            throw new IllegalArgumentException("no text has the key " + key);
        }
        return namesAndValues.length == 0 ? sentence : filled(sentence, namesAndValues);
    }

    /**
     * The text of {@code key.one} or {@code key.other}, depending on the number, which fills the gap {@code {n}}.
     *
     * @param namesAndValues as with {@link #say}
     */
    public String counted(String key, long number, Object... namesAndValues) {
        Object[] all = Arrays.copyOf(namesAndValues, namesAndValues.length + 2);
        all[namesAndValues.length] = "n";
        all[namesAndValues.length + 1] = number;
        return say(key + (number == 1 ? ".one" : ".other"), all);
    }

    boolean has(String key) {
        return byKey.containsKey(key);
    }

    private String filled(String sentence, Object... namesAndValues) {
        return GAP.matcher(sentence)
                .replaceAll(gap -> Matcher.quoteReplacement(value(gap.group(), gap.group(1), namesAndValues)));
    }

    private String value(String otherwise, String name, Object... namesAndValues) {
        for (int i = 0; i + 1 < namesAndValues.length; i += 2) {
            if (name.equals(namesAndValues[i])) {
                Object value = namesAndValues[i + 1];
                return value instanceof Saying saying ? saying.in(language) : String.valueOf(value);
            }
        }
        return otherwise;
    }
}
