package bot.herald.twitch.door;

import com.netflix.hystrix.strategy.properties.HystrixDynamicProperties;
import com.netflix.hystrix.strategy.properties.HystrixDynamicProperty;

/** Hystrix's settings as given in code; by default it would look them up with two old libraries. */
public final class FixedHystrixProperties implements HystrixDynamicProperties {
    private record Fixed<T>(String name, T value) implements HystrixDynamicProperty<T> {
        @Override
        public T get() {
            return value;
        }

        @Override
        public String getName() {
            return name;
        }

        @Override
        public void addCallback(Runnable callback) {
            // The value never changes.
        }
    }

    @Override
    public HystrixDynamicProperty<String> getString(String name, String fallback) {
        return new Fixed<>(name, fallback);
    }

    @Override
    public HystrixDynamicProperty<Integer> getInteger(String name, Integer fallback) {
        return new Fixed<>(name, fallback);
    }

    @Override
    public HystrixDynamicProperty<Long> getLong(String name, Long fallback) {
        return new Fixed<>(name, fallback);
    }

    @Override
    public HystrixDynamicProperty<Boolean> getBoolean(String name, Boolean fallback) {
        return new Fixed<>(name, fallback);
    }
}
