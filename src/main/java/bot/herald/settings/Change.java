package bot.herald.settings;

import java.util.List;
import java.util.function.Function;

/** The outcome of a change; nothing was changed unless it is {@link Done}. */
public sealed interface Change<T> {
    /** @param item as it is now, or as it was before it was deleted */
    record Done<T>(T item) implements Change<T> {}

    /** At least one problem with the content. */
    record Invalid<T>(List<Problem> problems) implements Change<T> {
        public Invalid {
            problems = List.copyOf(problems);
        }
    }

    /** The name, or one of the aliases, is in use. */
    record Taken<T>(Problem problem) implements Change<T> {}

    /** There is no item with that name. */
    record Missing<T>() implements Change<T> {}

    /** Somebody else changed it after the version that the change was based on. */
    record Conflict<T>(T current) implements Change<T> {}

    /** The same outcome with another view of the item. */
    default <S> Change<S> map(Function<T, S> view) {
        if (this instanceof Done<T> done) {
            return new Done<>(view.apply(done.item()));
        }
        if (this instanceof Conflict<T> conflict) {
            return new Conflict<>(view.apply(conflict.current()));
        }
        if (this instanceof Taken<T> taken) {
            return new Taken<>(taken.problem());
        }
        return this instanceof Invalid<T> invalid ? new Invalid<>(invalid.problems()) : new Missing<>();
    }
}
