package bot.herald.lifecycle;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whether a component would do its job if it were asked now.
 *
 * @param detail what is missing and what to do, in plain words and without secrets; empty when {@code up}
 * @param ages how old the oldest of something is, by a name such as {@code oldest-call}
 */
public record Health(boolean up, String detail, Map<String, Duration> ages) {
    public static final Health UP = new Health(true, "", Map.of());

    public Health {
        ages = Map.copyOf(ages);
    }

    public static Health down(String detail) {
        return new Health(false, detail, Map.of());
    }

    /** The same with one age more; down if it is more than it may be. */
    public Health with(Age what, Duration age) {
        return with(what, age, "");
    }

    /** @param whose what has grown so old, of many of its kind; added to what is said of it */
    public Health with(Age what, Duration age, String whose) {
        boolean tooOld = up && age.compareTo(what.most()) > 0;
        String fault = (what.fault(age) + " " + whose).strip();
        return (tooOld ? new Health(false, fault, ages) : this).with(what.text(), age);
    }

    /** The same with one age more. */
    public Health with(String name, Duration age) {
        Map<String, Duration> more = new LinkedHashMap<>(ages);
        more.put(name, age);
        return new Health(up, detail, more);
    }
}
