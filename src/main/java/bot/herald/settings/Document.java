package bot.herald.settings;

import java.util.List;

/**
 * Something that a channel's people created or set, stored as JSON: a record whose components say what may be changed,
 * besides {@code long version} and {@code long count}, which Herald counts.
 */
public interface Document {
    /** Its id within the channel, among those of its kind. */
    String name();

    /** Counts changes; 0 while it was never saved. Being used is no change. */
    long version();

    /** Other words that lead to it; no word leads to two of a kind. */
    default List<String> aliases() {
        return List.of();
    }

    /** How often it was used, where that is counted. */
    default long count() {
        return 0;
    }
}
