package bot.herald.feature.filter;

import bot.herald.event.ChatMessageReceived;
import bot.herald.feature.filter.FilterSettings.Action;
import bot.herald.feature.filter.Rules.Verdict;
import bot.herald.identity.TwitchUserId;
import bot.herald.moderation.ChatModeration;
import bot.herald.moderation.ChatModeration.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Carries out one verdict. If Twitch is down, retries at most twice, for at most ten seconds. Deleting and timing out may be
 * repeated; a warning is given only once.
 */
final class VerdictExecution {
    private static final List<Duration> WAITS = List.of(Duration.ofSeconds(2), Duration.ofSeconds(5));
    private static final Duration ALTOGETHER = Duration.ofSeconds(10);

    private final Verdict verdict;
    private final ChatMessageReceived message;
    private final ChatModeration moderation;
    private final ChatFilters.Later later;
    private final Consumer<Outcome> end;

    /** @param end called with the final outcome, on any thread */
    VerdictExecution(
            Verdict verdict,
            ChatMessageReceived message,
            ChatModeration moderation,
            ChatFilters.Later later,
            Consumer<Outcome> end) {
        this.verdict = verdict;
        this.message = message;
        this.moderation = moderation;
        this.later = later;
        this.end = end;
    }

    /** Blocks for the first attempt only. */
    void begin() {
        attempt(0, Duration.ZERO, false);
    }

    private void attempt(int number, Duration waited, boolean maybeDone) {
        Outcome outcome = act();
        boolean unclear = maybeDone || outcome instanceof Outcome.Unclear;
        Optional<Duration> wait = wait(outcome, number).filter(time -> !isTooLong(waited.plus(time)));
        boolean again = wait.isPresent()
                && later.after(wait.get(), () -> attempt(number + 1, waited.plus(wait.get()), unclear));
        if (!again) {
            // It may be refused now because the first attempt did it.
            end.accept(
                    maybeDone && outcome instanceof Outcome.Refused refused
                            ? new Outcome.Unclear(refused.reason())
                            : outcome);
        }
    }

    private static boolean isTooLong(Duration time) {
        return time.compareTo(ALTOGETHER) > 0;
    }

    /** Empty if a retry makes no sense. */
    private Optional<Duration> wait(Outcome outcome, int number) {
        if (number >= WAITS.size()) {
            return Optional.empty();
        }
        Duration ours = WAITS.get(number);
        if (outcome instanceof Outcome.RetryLater told) {
            return Optional.of(told.after().compareTo(ours) > 0 ? told.after() : ours);
        }
        return outcome instanceof Outcome.Unclear && verdict.action() != Action.WARN
                ? Optional.of(ours)
                : Optional.empty();
    }

    private Outcome act() {
        TwitchUserId broadcaster = message.broadcasterId();
        TwitchUserId chatter = message.chatter().id();
        return switch (verdict.action()) {
            case DELETE -> moderation.delete(broadcaster, message.chatMessageId());
            case TIME_OUT -> moderation.timeOut(broadcaster, chatter, verdict.timeOut(), verdict.reason());
            case WARN -> {
                Outcome deleted = moderation.delete(broadcaster, message.chatMessageId());
                // Somebody else may have deleted the message; the warning is still due.
                yield deleted instanceof Outcome.NotPermitted || deleted instanceof Outcome.RetryLater
                        ? deleted
                        : moderation.warn(broadcaster, chatter, verdict.reason());
            }
        };
    }
}
