package bot.herald.simulator;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Planned faults, each used up by the requests that meet it, oldest first. Thread-safe. */
public final class Faults {
    private static final class Planned {
        private final String method;
        private final String pathPrefix;
        private final String concerning;
        private final Fault fault;
        private int left;

        private Planned(String method, String pathPrefix, String concerning, int times, Fault fault) {
            this.method = method;
            this.pathPrefix = pathPrefix;
            this.concerning = concerning;
            this.left = times;
            this.fault = fault;
        }

        private boolean matches(String requestMethod, String path, Set<String> concerned) {
            return (method.equals("*") || method.equals(requestMethod))
                    && path.startsWith(pathPrefix)
                    && (concerning.isEmpty() || concerned.contains(concerning));
        }
    }

    private final List<Planned> planned = new ArrayList<>();

    public Faults() {}

    /**
     * Plans a fault for the next {@code times} requests with this method ({@code *} for any) and path prefix, for example
     * {@code ("POST", "/oauth2/token", 1, Fault.reset())}. Opening a socket is {@code GET /ws}.
     */
    public void next(String method, String pathPrefix, int times, Fault fault) {
        next(method, pathPrefix, "", times, fault);
    }

    /**
     * Plans a fault only for requests that concern something.
     *
     * @param concerning the id of an account that the request names or whose token it bears, or any value of its query
     *     or form, such as a {@code grant_type}; empty for all requests
     */
    public synchronized void next(String method, String pathPrefix, String concerning, int times, Fault fault) {
        if (times < 1) {
            throw new IllegalArgumentException("times must be 1 or more: " + times);
        }
        planned.add(new Planned(method, pathPrefix, concerning, times, fault));
    }

    /** Drops the faults that no request has met yet. */
    public synchronized void clear() {
        planned.clear();
    }

    /** How many requests will still meet a fault. */
    public synchronized int left() {
        return planned.stream().mapToInt(plan -> plan.left).sum();
    }

    /** @param concerned what the request concerns */
    public synchronized @Nullable Fault take(String method, String path, Set<String> concerned) {
        Iterator<Planned> all = planned.iterator();
        while (all.hasNext()) {
            Planned plan = all.next();
            if (plan.matches(method, path, concerned)) {
                if (--plan.left == 0) {
                    all.remove();
                }
                return plan.fault;
            }
        }
        return null;
    }
}
