package bot.herald.chat;

import bot.herald.chat.ChannelQueue.Entry;
import bot.herald.chat.Speakers.Line;
import bot.herald.identity.TwitchUserId;
import bot.herald.retry.WakeUps.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Lines of which nobody knows whether Twitch accepted them. The bot hears its own lines: one that comes back was said;
 * one that does not come back within two seconds, although the channel's chat arrives, was not and is sent again. If
 * that cannot be known, it is not sent again. Meanwhile the channel's next line waits.
 *
 * <p>Guarded by {@link OutgoingQueue}'s lock.
 */
final class UnconfirmedLines {
    private static final Duration USUAL = Duration.ofSeconds(2);
    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    /** Together with the pauses in between, longer than any line may wait. */
    private static final int MOST_TRIES = 40;

    private final OwnLines own;
    private final Afterwards afterwards;
    private final Map<ChannelQueue, Open> open = new HashMap<>();
    /** The longest time that a line took lately until it was heard. */
    private Duration slowest = Duration.ZERO;

    private Instant slowestAt = Instant.EPOCH;

    /** What to do once the lock is free. */
    interface Afterwards {
        void tell(Reason reason);
    }

    /** @param answered when Twitch answered, or the attempt ended without an answer */
    private record Open(Line line, String reason, Instant answered, Instant until) {}

    /** What is known about a line. */
    enum Verdict {
        SAID,
        NOT_SAID,
        UNKNOWN
    }

    UnconfirmedLines(OwnLines own, Afterwards afterwards) {
        this.own = own;
        this.afterwards = afterwards;
    }

    Afterwards afterwards() {
        return afterwards;
    }

    void begin(ChannelQueue queue, Instant now) {
        queue.echo().begin(now, own.heardSince().apply(queue.broadcasterId()));
    }

    void accepted(ChannelQueue queue, String chatMessageId, Instant now) {
        queue.echo().accepted(chatMessageId).ifPresent(took -> learn(took, now));
    }

    private void learn(Duration took, Instant now) {
        if (took.compareTo(slowest) >= 0 || now.isAfter(slowestAt.plus(REMEMBERED))) {
            slowest = took;
            slowestAt = now;
        }
    }

    /** @return whether it is settled already, because it was heard before the answer came */
    boolean isHeard(Line line) {
        return line.queue().echo().isHeard(line.text());
    }

    void wait(Line line, String reason, Instant now) {
        Duration patience = slowest.multipliedBy(2);
        patience = patience.compareTo(USUAL) < 0 ? USUAL : patience;
        patience = patience.compareTo(Echo.LONGEST) > 0 ? Echo.LONGEST : patience;
        open.put(line.queue(), new Open(line, reason, now, now.plus(patience)));
    }

    /**
     * The bot heard a line of its own.
     *
     * @return the line that this settles, which is no longer open
     */
    Optional<Line> hear(ChannelQueue queue, String chatMessageId, String text, Instant now) {
        queue.echo().hear(chatMessageId, text, now).ifPresent(took -> learn(took, now));
        Open waits = open.get(queue);
        if (waits == null || !isHeard(waits.line())) {
            return Optional.empty();
        }
        open.remove(queue);
        return Optional.of(waits.line());
    }

    Stream<Entry> entries() {
        return open.values().stream().map(waits -> waits.line().entry());
    }

    int size() {
        return open.size();
    }

    /** How long until the next is {@link #due}. */
    Optional<Duration> untilNext(Instant now) {
        return open.values().stream()
                .map(waits -> Duration.between(now, waits.until()))
                .map(left -> left.isNegative() ? Duration.ZERO : left)
                .min(Comparator.naturalOrder());
    }

    /** Those whose time is up, which are no longer open: call {@link #verdict} for each now. */
    List<Unheard> due(Instant now) {
        List<Unheard> due = new ArrayList<>();
        open.values().removeIf(waits -> {
            boolean over = !now.isBefore(waits.until());
            if (over) {
                due.add(new Unheard(
                        waits.line(),
                        waits.reason(),
                        waits.line().queue().echo().began(),
                        waits.answered()));
            }
            return over;
        });
        return due;
    }

    /** @param began when the line was begun */
    record Unheard(Line line, String reason, Instant began, Instant answered) {}

    /** @param elsewhere whether another instance heard it; empty if nobody can tell */
    Verdict verdict(Unheard unheard, Optional<Boolean> elsewhere, Instant now) {
        Line line = unheard.line();
        if (isHeard(line) || elsewhere.equals(Optional.of(true))) {
            return Verdict.SAID;
        }
        TwitchUserId channel = line.broadcasterId();
        boolean known = elsewhere.isPresent()
                && line.queue()
                        .echo()
                        .wouldHaveBeenHeard(
                                own.heardSince().apply(channel),
                                !own.elsewhere().exists(),
                                now);
        return known && line.entry().tries() < MOST_TRIES ? Verdict.NOT_SAID : Verdict.UNKNOWN;
    }

    /**
     * Stops waiting.
     *
     * @return what was open
     */
    List<Line> close() {
        List<Line> left = open.values().stream().map(Open::line).toList();
        open.clear();
        return left;
    }
}
