package bot.herald.lifecycle;

import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts components in the order given and stops them in reverse. Safe for concurrent use. */
public final class Lifecycle implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Lifecycle.class);

    private final Deque<Component> started = new ConcurrentLinkedDeque<>();

    /** Starts the component; if that fails it is closed, and those already started are left to {@link #close()}. */
    public synchronized <T extends Component> T start(T component) {
        try {
            component.start();
        } catch (RuntimeException e) {
            component.close();
            throw e;
        }
        started.push(component);
        return component;
    }

    /** The health of every component, by name; does not wait for one that is starting or stopping. */
    public Map<String, Health> health() {
        Map<String, Health> health = new LinkedHashMap<>();
        started.descendingIterator().forEachRemaining(component -> health.put(component.name(), component.check()));
        return health;
    }

    @Override
    public synchronized void close() {
        while (!started.isEmpty()) {
            Component component = started.pop();
            try {
                component.close();
            } catch (RuntimeException e) {
                // The others still have to be stopped.
                log.error(
                        "component={} did not stop cleanly: {}",
                        component.name(),
                        e.getClass().getSimpleName());
            }
        }
    }
}
