package bot.herald.language;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A language that Herald speaks. */
public enum Language {
    EN("English"),
    DE("Deutsch"),
    ES("Español");

    private final String ownName;
    private final String code;

    @SuppressWarnings("ImmutableEnumChecker") // Locale is immutable.
    private final Locale locale;

    Language(String ownName) {
        this.ownName = ownName;
        this.code = name().toLowerCase(Locale.ROOT);
        this.locale = Locale.forLanguageTag(code);
    }

    /** Its name in the language itself. */
    public String ownName() {
        return ownName;
    }

    /** The ISO 639 code that HTML and the API use, for example {@code de}. */
    public String code() {
        return code;
    }

    public Locale locale() {
        return locale;
    }

    /** The language of a tag such as {@code de-AT}, in upper or lower case. */
    public static Optional<Language> of(String tag) {
        String wanted = Locale.forLanguageTag(tag.strip().replace('_', '-')).getLanguage();
        return Arrays.stream(values())
                .filter(language -> language.code.equals(wanted))
                .findFirst();
    }

    /** The first of them in {@code Accept-Language}; English if there is none. */
    public static Language accepted(String header) {
        try {
            List<Locale.LanguageRange> ranges = Locale.LanguageRange.parse(header);
            return ranges.stream()
                    .filter(range -> range.getWeight() > 0)
                    .flatMap(range -> of(range.getRange()).stream())
                    .findFirst()
                    .orElse(EN);
        } catch (IllegalArgumentException e) {
            return EN;
        }
    }
}
