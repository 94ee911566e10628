package bot.herald.template;

import bot.herald.language.Language;
import java.time.Instant;
import java.util.List;

/** The values of the placeholders in one message. */
public interface TemplateValues {
    /** Asked only for placeholders that the text holds; the answer is said as it is and never read as a template. */
    String of(Placeholder placeholder);

    /** For {@code {time:…}}, {@code {until:…}} and {@code {since:…}}. */
    Instant now();

    /** The language in which the rest of the text is said. */
    default Language language() {
        return Language.EN;
    }

    /**
     * What of the value the channel chose, with {@link Template#GAP} in place of what a viewer did; all of it, unless an
     * implementation knows better.
     */
    default String own(Placeholder placeholder, String value) {
        return value;
    }

    /** What the chatter wrote behind the command, word by word. */
    default List<String> arguments() {
        return List.of();
    }

    /** A counter of the channel after that step; asked only where {@link Placeholder#COUNTER} is allowed. */
    default long counter(String name, CounterStep step) {
        throw new UnsupportedOperationException("no counters here");
    }

    /** How long ago somebody last wrote, in words; asked only where {@link Placeholder#LASTSEEN} is allowed. */
    default String lastSeen(String name) {
        return of(Placeholder.LASTSEEN);
    }

    /**
     * What an address answers, on one line; asked only where {@link Placeholder#FETCH} is allowed. Blocks.
     *
     * @param path into the JSON of the answer; empty for all of it
     */
    default String fetched(String address, List<String> path) {
        throw new UnsupportedOperationException("no addresses here");
    }
}
