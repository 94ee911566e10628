package bot.herald.feature.command;

import bot.herald.event.ChatMessageReceived;
import bot.herald.event.Role;
import bot.herald.identity.TwitchUserId;
import bot.herald.stream.StreamState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which trigger of a channel a message sets off. Safe for concurrent use. */
final class Triggers {
    private static final int PERCENT = 100;

    private final CommandResponder.Needs services;
    private final Map<TwitchUserId, Map<String, Read>> read = new ConcurrentHashMap<>();

    /** @param version of the trigger that the matcher was made from */
    private record Read(long version, TriggerMatcher matcher) {}

    Triggers(CommandResponder.Needs services) {
        this.services = services;
    }

    /** The first whose words are there and that is for whoever wrote it; costs nothing where a channel has none. */
    Optional<ChatTrigger> of(ChatMessageReceived message) {
        var triggers = services.triggers().list(message.broadcasterId());
        if (triggers.isEmpty()) {
            return Optional.empty();
        }
        TriggerMatcher.Line line = TriggerMatcher.Line.of(message.text());
        Role role = Role.of(message.badges());
        Map<String, Read> known = read.computeIfAbsent(message.broadcasterId(), id -> new ConcurrentHashMap<>());
        return triggers.stream()
                .filter(trigger -> trigger.enabled() && role.isAtLeast(trigger.role()))
                .filter(trigger -> matcher(known, trigger).matches(line))
                .findFirst();
    }

    /** All whose words are there, whoever wrote it and whether they are on or not. */
    List<ChatTrigger> matching(ChatMessageReceived message) {
        TriggerMatcher.Line line = TriggerMatcher.Line.of(message.text());
        Map<String, Read> known = read.computeIfAbsent(message.broadcasterId(), id -> new ConcurrentHashMap<>());
        return services.triggers().list(message.broadcasterId()).stream()
                .filter(trigger -> matcher(known, trigger).matches(line))
                .toList();
    }

    private static TriggerMatcher matcher(Map<String, Read> known, ChatTrigger trigger) {
        Read now = known.compute(
                trigger.name(),
                (name, before) -> before != null && before.version() == trigger.version()
                        ? before
                        : new Read(trigger.version(), TriggerMatcher.of(trigger.when())));
        return now.matcher();
    }

    /** What its cooldown goes by; no command is called so, for a space is in no name. */
    static String resting(ChatTrigger trigger) {
        return "trigger " + trigger.name();
    }

    /** Whether it answers this time, by the stream and by chance. */
    boolean isDue(ChatTrigger trigger, TwitchUserId channel) {
        boolean isTheMoment = switch (trigger.moment()) {
            case ALWAYS -> true;
            case LIVE -> isLive(channel);
            case OFFLINE -> !isLive(channel);
        };
        return isTheMoment && (trigger.chance() >= PERCENT || services.random().nextInt(PERCENT) < trigger.chance());
    }

    private boolean isLive(TwitchUserId channel) {
        return services.streams().of(channel).filter(StreamState::isLive).isPresent();
    }
}
