package bot.herald.feature;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Every feature there is, in the order in which they see an event. Safe for concurrent use. */
public final class FeatureRegistry {
    private final Set<String> reserved;
    private final List<KnownFeature<?>> all = new CopyOnWriteArrayList<>();

    /** @param reserved command names that no feature may use */
    public FeatureRegistry(Set<String> reserved) {
        this.reserved = Set.copyOf(reserved);
    }

    /**
     * Adds all of them or, if one cannot be used, none.
     *
     * @throws FeatureFault saying what is wrong
     */
    public synchronized void add(List<? extends Feature<?>> features) {
        List<KnownFeature<?>> checked = new ArrayList<>();
        Map<String, String> taken = new HashMap<>();
        reserved.forEach(name -> taken.put(name, "Herald"));
        all.forEach(known -> known.commands.forEach(command -> taken.put(command.name(), known.id)));
        for (Feature<?> feature : features) {
            KnownFeature<?> known = known(feature);
            if (find(known.id).isPresent() || checked.stream().anyMatch(other -> other.id.equals(known.id))) {
                throw new FeatureFault("there is another feature with the id " + known.id);
            }
            for (FeatureCommand<?> command : known.commands) {
                String owner = taken.putIfAbsent(command.name(), known.id);
                if (owner != null) {
                    throw new FeatureFault("its command " + command.name() + " is one that " + owner + " has");
                }
            }
            checked.add(known);
        }
        all.addAll(checked);
    }

    private static KnownFeature<?> known(Feature<?> feature) {
        try {
            return KnownFeature.of(feature);
        } catch (FeatureFault e) {
            throw e;
        } catch (Throwable e) {
            Boundary.survive(e);
            throw new FeatureFault(
                    feature.getClass().getName() + " throws " + e.getClass().getName() + ": " + e.getMessage());
        }
    }

    List<KnownFeature<?>> all() {
        return List.copyOf(all);
    }

    Optional<KnownFeature<?>> find(String id) {
        for (KnownFeature<?> known : all) {
            if (known.id.equals(id)) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }

    /** Whether a feature, on or off, has a command of this name. */
    public boolean hasCommand(String name) {
        return all.stream()
                .flatMap(known -> known.commands.stream())
                .anyMatch(command -> command.name().equals(name));
    }
}
