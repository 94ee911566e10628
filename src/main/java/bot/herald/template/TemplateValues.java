package bot.herald.template;

import bot.herald.language.Language;
import java.time.Instant;
import java.util.List;

/** The values of the placeholders in one message. */
public interface TemplateValues {
    /** Called only for placeholders in the text; the value is inserted as it is, never parsed as a template. */
    String of(Placeholder placeholder);

    /** For {@code {time:…}}, {@code {until:…}} and {@code {since:…}}. */
    Instant now();

    /** The language in which the rest of the text is said. */
    default Language language() {
        return Language.EN;
    }

    /**
     * The value with {@link Template#GAP} in place of what a viewer chose. By default no viewer chose any of it.
     */
    default String own(Placeholder placeholder, String value) {
        return value;
    }

    /** The words that the chatter wrote after the command. */
    default List<String> arguments() {
        return List.of();
    }

    /** Changes a counter and returns its new value; called only where {@link Placeholder#COUNTER} is allowed. */
    default long counter(String name, CounterStep step) {
        throw new UnsupportedOperationException("no counters here");
    }

    /** How long ago somebody last wrote, in words; called only where {@link Placeholder#LASTSEEN} is allowed. */
    default String lastSeen(String name) {
        return of(Placeholder.LASTSEEN);
    }

    /**
     * What an address answers, on one line; called only where {@link Placeholder#FETCH} is allowed. Blocks.
     *
     * @param path into the JSON of the answer; empty for all of it
     */
    default String fetched(String address, List<String> path) {
        throw new UnsupportedOperationException("no addresses here");
    }
}
