package bot.herald.language;

/** A sentence whose reader, and so whose language, is not known yet. */
@FunctionalInterface
public interface Saying {
    String in(Language language);

    /** A text that is the same in every language. */
    static Saying untranslated(String text) {
        return language -> text;
    }
}
