package bot.herald.chat;

import bot.herald.identity.TwitchUserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** One channel: what waits to be said there, by priority and then in order, and how it stands. Not safe for concurrent use. */
final class ChannelQueue {
    /**
     * A line that waits.
     *
     * @param number counts all lines, so that one that is put back takes its place again
     * @param refusals how often Twitch did not show it
     */
    record Entry(OutgoingMessage message, long number, Instant asked, int refusals) {
        static final Comparator<Entry> ORDER = Comparator.comparing(
                        (Entry entry) -> entry.message().priority())
                .thenComparing(Entry::number);

        boolean isTooOld(Instant now) {
            return now.isAfter(tooOldAfter());
        }

        Instant tooOldAfter() {
            return asked.plus(message.maxAge());
        }

        Entry withoutReply() {
            return new Entry(message.withoutReply(), number, asked, refusals);
        }

        Entry again() {
            return new Entry(message, number, asked, refusals + 1);
        }
    }

    private final TwitchUserId broadcasterId;
    private final int capacity;
    private final TreeSet<Entry> waiting = new TreeSet<>(Entry.ORDER);
    private final SaidRecently said = new SaidRecently();
    private ChatStanding standing;
    private Instant stoppedUntil = Instant.MIN;
    private Instant notBefore = Instant.MIN;
    private boolean underWay;

    ChannelQueue(TwitchUserId broadcasterId, int capacity, Instant now) {
        this.broadcasterId = broadcasterId;
        this.capacity = capacity;
        this.standing = ChatStanding.sending(now);
    }

    TwitchUserId broadcasterId() {
        return broadcasterId;
    }

    /** Adds the entry, or puts it back; when full the newest of the least urgent entries gives way and is returned. */
    Optional<Entry> add(Entry entry) {
        waiting.add(entry);
        return waiting.size() > capacity ? Optional.ofNullable(waiting.pollLast()) : Optional.empty();
    }

    Optional<Entry> first() {
        return waiting.isEmpty() ? Optional.empty() : Optional.of(waiting.first());
    }

    void remove(Entry entry) {
        waiting.remove(entry);
    }

    /** Takes out everything that waits. */
    List<Entry> clear() {
        List<Entry> all = new ArrayList<>(waiting);
        waiting.clear();
        return all;
    }

    int size() {
        return waiting.size();
    }

    /** One line at a time keeps the order. */
    boolean isUnderWay() {
        return underWay;
    }

    void setUnderWay(boolean now) {
        underWay = now;
    }

    /** Others speak there, or enough elsewhere. */
    void notBefore(Instant time) {
        notBefore = time;
    }

    /** How long until it makes sense to ask for a turn again. */
    Duration untilNotBefore(Instant now) {
        return notBefore.isAfter(now) ? Duration.between(now, notBefore) : Duration.ZERO;
    }

    SaidRecently said() {
        return said;
    }

    ChatStanding standing() {
        return standing;
    }

    void setStanding(ChatStanding now) {
        standing = now;
    }

    /** Whether it is too early to try again after a refusal. */
    boolean isStopped(Instant now) {
        return now.isBefore(stoppedUntil);
    }

    /** Empty while lines are sent. */
    Optional<Instant> stoppedUntil() {
        return Optional.of(stoppedUntil).filter(until -> !until.equals(Instant.MIN));
    }

    void stop(Instant now, Instant until, String reason) {
        standing = standing.stopped(now, reason);
        stoppedUntil = until;
    }

    void resume(Instant now) {
        standing = standing.sendingAgain(now);
        stoppedUntil = Instant.MIN;
    }
}
