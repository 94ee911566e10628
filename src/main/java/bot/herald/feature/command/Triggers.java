package bot.herald.feature.command;

import bot.herald.event.ChatMessageReceived;
import bot.herald.event.Role;
import bot.herald.identity.TwitchUserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** Which of a channel's triggers a message sets off. Safe for concurrent use. */
final class Triggers {
    private static final int PERCENT = 100;

    private final TriggerBook book;
    private final Predicate<TwitchUserId> isLive;
    private final RandomGenerator random;
    private final Map<TwitchUserId, Map<String, Read>> read = new ConcurrentHashMap<>();

    /** @param when what the matcher was made from */
    private record Read(List<String> when, TriggerMatcher matcher) {}

    /** @param isLive whether a channel is live; may ask Twitch and block */
    Triggers(TriggerBook book, Predicate<TwitchUserId> isLive, RandomGenerator random) {
        this.book = book;
        this.isLive = isLive;
        this.random = random;
    }

    /** The first that matches and that the writer may use; costs nothing in a channel without triggers. */
    Optional<ChatTrigger> of(ChatMessageReceived message) {
        var triggers = book.list(message.broadcasterId());
        if (triggers.isEmpty()) {
            return Optional.empty();
        }
        TriggerMatcher.Line line = TriggerMatcher.Line.of(message.text());
        Role role = Role.of(message.badges());
        Map<String, Read> known = read.computeIfAbsent(message.broadcasterId(), id -> new ConcurrentHashMap<>());
        for (ChatTrigger trigger : triggers) {
            if (trigger.enabled()
                    && role.isAtLeast(trigger.role())
                    && matcher(known, trigger).matches(line)) {
                return Optional.of(trigger);
            }
        }
        return Optional.empty();
    }

    /** All that match, regardless of roles and of whether they are enabled. */
    List<ChatTrigger> matching(ChatMessageReceived message) {
        TriggerMatcher.Line line = TriggerMatcher.Line.of(message.text());
        Map<String, Read> known = read.computeIfAbsent(message.broadcasterId(), id -> new ConcurrentHashMap<>());
        return book.list(message.broadcasterId()).stream()
                .filter(trigger -> matcher(known, trigger).matches(line))
                .toList();
    }

    private static TriggerMatcher matcher(Map<String, Read> known, ChatTrigger trigger) {
        Read held = known.get(trigger.name());
        if (held == null || !held.when().equals(trigger.when())) {
            held = new Read(trigger.when(), TriggerMatcher.of(trigger.when()));
            known.put(trigger.name(), held);
        }
        return held.matcher();
    }

    /** The key of its cooldown; no command can have it, because names contain no spaces. */
    static String resting(ChatTrigger trigger) {
        return "trigger " + trigger.name();
    }

    /** Whether it answers this time, given the stream and chance. */
    boolean isDue(ChatTrigger trigger, TwitchUserId channel) {
        boolean isTheMoment = switch (trigger.moment()) {
            case ALWAYS -> true;
            case LIVE -> isLive.test(channel);
            case OFFLINE -> !isLive.test(channel);
        };
        return isTheMoment && (trigger.chance() >= PERCENT || random.nextInt(PERCENT) < trigger.chance());
    }
}
