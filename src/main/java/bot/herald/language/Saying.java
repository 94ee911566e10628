package bot.herald.language;

/** A sentence for which it is not yet known who will read it. */
@FunctionalInterface
public interface Saying {
    String in(Language language);

    /** One that nobody translated. */
    static Saying untranslated(String text) {
        return language -> text;
    }
}
