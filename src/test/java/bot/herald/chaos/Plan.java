package bot.herald.chaos;

import bot.herald.simulator.SimulatedSubscription;
import bot.herald.simulator.SimulatedUser;
import bot.herald.simulator.TwitchSimulator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The subscriptions that Twitch has, compared with those of the beginning. For one thread. */
final class Plan {
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private final TwitchSimulator twitch;
    private final Set<SimulatedUser> ended;
    private Map<String, Long> planned = Map.of();

    /** @param ended whose permission was taken back, so that their subscriptions may be gone */
    Plan(TwitchSimulator twitch, Set<SimulatedUser> ended) {
        this.twitch = twitch;
        this.ended = ended;
    }

    /** Takes what there is for the plan; whether that was it already. */
    boolean isWhatThereIs() {
        Map<String, Long> before = planned;
        planned = enabled();
        return planned.equals(before);
    }

    /** How many there are of each kind; more than one would be heard twice. */
    Map<String, Long> planned() {
        return planned;
    }

    boolean isKept() {
        return ofTheConnected(enabled()).equals(ofTheConnected(planned));
    }

    private Map<String, Long> enabled() {
        return twitch.subscriptions().stream()
                .filter(SimulatedSubscription::enabled)
                .collect(Collectors.groupingBy(
                        one -> one.type() + new TreeMap<>(one.condition()), TreeMap::new, Collectors.counting()));
    }

    private Map<String, Long> ofTheConnected(Map<String, Long> all) {
        Set<String> ids = ended.stream().map(SimulatedUser::id).collect(Collectors.toSet());
        return all.entrySet().stream()
                .filter(entry -> NUMBER.matcher(entry.getKey()).results().noneMatch(id -> ids.contains(id.group())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    String difference() {
        Map<String, Long> now = ofTheConnected(enabled());
        Map<String, Long> then = ofTheConnected(planned);
        List<String> missing = new ArrayList<>(then.keySet());
        missing.removeAll(now.keySet());
        Map<String, Long> extra = new TreeMap<>(now);
        extra.entrySet().removeIf(entry -> entry.getValue().equals(then.get(entry.getKey())));
        return "missing " + missing.size() + ": " + missing.stream().limit(10).toList() + ", too many " + extra.size()
                + ": " + extra.keySet().stream().limit(10).toList();
    }
}
