package bot.herald.web;

import bot.herald.lifecycle.Health;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Says what keeps Herald from doing its job; asked at every {@code /readyz}, so it has to be cheap. */
@FunctionalInterface
public interface Readiness {
    /** Empty when Herald is ready. */
    List<Missing> missing();

    /** @param health of components by name, in the order to report them; those that are up are left out */
    static Readiness of(Supplier<Map<String, Health>> health) {
        return () -> health.get().entrySet().stream()
                .filter(component -> !component.getValue().up())
                .map(component ->
                        new Missing(component.getKey(), component.getValue().detail()))
                .toList();
    }

    /** @param detail what is missing and what to do, in plain words and without secrets */
    record Missing(String component, String detail) {}
}
