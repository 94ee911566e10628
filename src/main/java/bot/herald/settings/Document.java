package bot.herald.settings;

import java.util.List;

/**
 * Something that a channel's people created or set, stored as JSON: a record whose components people can change, except
 * {@code long version} and {@code long count}, which Herald counts.
 */
public interface Document {
    /** Unique within its kind and channel. */
    String name();

    /** Counts changes, not uses; 0 if it was never saved. */
    long version();

    /** Other names for it; unique like names. */
    default List<String> aliases() {
        return List.of();
    }

    /** How often it was used, if that is counted. */
    default long count() {
        return 0;
    }
}
