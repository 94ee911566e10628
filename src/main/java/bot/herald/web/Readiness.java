package bot.herald.web;

import bot.herald.lifecycle.Health;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Says what keeps Herald from doing its job; asked at every {@code /readyz}, so it must not block. */
@FunctionalInterface
public interface Readiness {
    /** Empty when Herald is ready. */
    List<Missing> missing();

    /** The age of the oldest waiting item of each kind, in seconds. */
    default Map<String, Double> ages() {
        return Map.of();
    }

    /** @param health of components by name, in the order to report them; those that are up are left out */
    static Readiness of(Supplier<Map<String, Health>> health) {
        return new Readiness() {
            @Override
            public List<Missing> missing() {
                return health.get().entrySet().stream()
                        .filter(component -> !component.getValue().up())
                        .map(component -> new Missing(
                                component.getKey(), component.getValue().detail()))
                        .toList();
            }

            @Override
            public Map<String, Double> ages() {
                Map<String, Double> ages = new TreeMap<>();
                health.get()
                        .values()
                        .forEach(one -> one.ages().forEach((what, age) -> ages.put(what, age.toMillis() / 1000.0)));
                return ages;
            }
        };
    }

    /** @param detail what is missing and what to do, in plain words and without secrets */
    record Missing(String component, String detail) {}
}
