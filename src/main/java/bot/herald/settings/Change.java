package bot.herald.settings;

import java.util.List;

/** How a change ended; nothing was changed unless it is {@link Done}. */
public sealed interface Change<T> {
    /** @param item as it is now, or as it was when it is deleted */
    record Done<T>(T item) implements Change<T> {}

    /** Everything that is wrong with the content, at least one thing. */
    record Invalid<T>(List<Problem> problems) implements Change<T> {
        public Invalid {
            problems = List.copyOf(problems);
        }
    }

    /** The name, or one of the aliases, is in use. */
    record Taken<T>(Problem problem) implements Change<T> {}

    /** There is no item of that name. */
    record Missing<T>() implements Change<T> {}

    /** Somebody else changed it since the version that the change was made from. */
    record Conflict<T>(T current) implements Change<T> {}
}
