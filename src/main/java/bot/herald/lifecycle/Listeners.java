package bot.herald.lifecycle;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Passes events on to listeners, so that a part can be built before those that listen to it. Safe for concurrent use. */
public final class Listeners<T> implements Consumer<T> {
    private final List<Consumer<? super T>> all = new CopyOnWriteArrayList<>();

    /** Calls {@code listener} from now on, after those added before it, on the thread on which something happens. */
    public void add(Consumer<? super T> listener) {
        all.add(listener);
    }

    @Override
    public void accept(T happened) {
        all.forEach(listener -> listener.accept(happened));
    }
}
