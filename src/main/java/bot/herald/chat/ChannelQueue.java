package bot.herald.chat;

import bot.herald.identity.TwitchUserId;
import bot.herald.retry.RetryPolicy;
import bot.herald.template.Characters;
import bot.herald.template.ChatText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One channel: the lines that wait, by priority and then in order, and the state of the channel. Not safe for
 * concurrent use.
 */
final class ChannelQueue {
    /**
     * A line that waits.
     *
     * @param number counts all lines, so that one that is put back returns to its place
     * @param refusals how often Twitch did not show it
     * @param tries how many attempts failed for another reason
     * @param sentAs the text that was sent when it became unclear whether Twitch accepted it; a retry must be
     * identical, so that Twitch can tell
     */
    record Entry(
            OutgoingMessage message, long number, Instant asked, int refusals, int tries, Optional<String> sentAs) {
        static final Comparator<Entry> ORDER = Comparator.comparing(
                        (Entry entry) -> entry.message().priority())
                .thenComparing(Entry::number);

        Entry(OutgoingMessage message, long number, Instant asked) {
            this(message, number, asked, 0, 0, Optional.empty());
        }

        boolean isTooOld(Instant now) {
            return now.isAfter(tooOldAfter());
        }

        Instant tooOldAfter() {
            return asked.plus(message.maxAge());
        }

        Entry withoutReply() {
            return new Entry(message.withoutReply(), number, asked, refusals, tries, sentAs);
        }

        Entry again() {
            return new Entry(message, number, asked, refusals + 1, tries, sentAs);
        }

        /** Nothing was sent. */
        Entry triedInVain() {
            return new Entry(message, number, asked, refusals, tries + 1, sentAs);
        }

        /** Nobody heard it. */
        Entry unheard(String sent) {
            return new Entry(message, number, asked, refusals, tries + 1, Optional.of(sent));
        }
    }

    private final TwitchUserId broadcasterId;
    private final int capacity;
    private final TreeSet<Entry> waiting = new TreeSet<>(Entry.ORDER);
    private final SaidRecently said = new SaidRecently();
    private ChatStanding standing;
    private final Echo echo = new Echo();
    private Hold turn = Hold.NONE;
    private Hold retry = Hold.NONE;
    private Hold stop = Hold.NONE;
    private int stops;
    private boolean underWay;

    private record Hold(Instant since, Duration time) {
        private static final Hold NONE = new Hold(Instant.EPOCH, Duration.ZERO);

        Duration left(Instant now) {
            Duration ago = Duration.between(since, now);
            return ago.compareTo(time) >= 0 ? Duration.ZERO : time.minus(ago);
        }
    }

    ChannelQueue(TwitchUserId broadcasterId, int capacity, Instant now) {
        this.broadcasterId = broadcasterId;
        this.capacity = capacity;
        this.standing = ChatStanding.sending(now);
    }

    TwitchUserId broadcasterId() {
        return broadcasterId;
    }

    /**
     * Adds the entry, or puts it back; if the queue is full, the newest of the least urgent entries is removed and
     * returned.
     */
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

    /** Removes and returns the entries that wait with such messages. */
    List<Entry> removeIf(Predicate<OutgoingMessage> unwanted) {
        List<Entry> removed =
                waiting.stream().filter(entry -> unwanted.test(entry.message())).toList();
        removed.forEach(waiting::remove);
        return removed;
    }

    /** Removes and returns everything that waits. */
    List<Entry> clear() {
        List<Entry> all = new ArrayList<>(waiting);
        waiting.clear();
        return all;
    }

    int size() {
        return waiting.size();
    }

    /** One line at a time, to keep the order. */
    boolean isUnderWay() {
        return underWay;
    }

    void setUnderWay(boolean now) {
        underWay = now;
    }

    /** Somebody else writes there, or enough was written elsewhere. */
    void holdForTurn(Instant now, Duration time) {
        turn = new Hold(now, time);
    }

    /** Twitch could not accept a line. */
    void holdForRetry(Instant now, Duration time) {
        retry = new Hold(now, time);
    }

    /** How long until a line may be tried. */
    Duration untilNotHeld(Instant now) {
        return Stream.of(turn, retry, stop)
                .map(hold -> hold.left(now))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    Echo echo() {
        return echo;
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

    /** When a line is tried again; empty while lines are being sent. */
    Optional<Instant> stoppedUntil() {
        return standing.state() == ChatStanding.State.STOPPED
                ? Optional.of(stop.since().plus(stop.time()))
                : Optional.empty();
    }

    /** Twitch refused a line for a reason that applies to the next one, too; retried by {@link RetryPolicy#BANNED}. */
    Duration stop(Instant now, String reason) {
        standing = standing.stopped(now, reason);
        stops++;
        stop = new Hold(now, RetryPolicy.BANNED.after(stops, Optional.empty()));
        return stop.time();
    }

    /** What Twitch refused before may be allowed now: the next line will tell. */
    void tryAgain(Instant now) {
        if (!stop.equals(Hold.NONE)) {
            stop = new Hold(now, Duration.ZERO);
            stops = 0;
        }
    }

    /** Since when nothing has been tried after a refusal; empty if that is over. */
    Optional<Instant> heldByRefusalSince(Instant now) {
        return stop.left(now).isZero() ? Optional.empty() : Optional.of(stop.since());
    }

    /** @return whether it had stopped */
    boolean resume(Instant now) {
        boolean stopped = standing.state() == ChatStanding.State.STOPPED;
        standing = standing.sendingAgain(now);
        stop = Hold.NONE;
        stops = 0;
        return stopped;
    }

    /**
     * What was said in one channel recently. Where the bot is not a moderator, Twitch drops a line that it repeats
     * within 30 s, so a repeated line gets an invisible ending. Not safe for concurrent use.
     */
    static final class SaidRecently {
        private static final Duration REMEMBERED = Duration.ofSeconds(31);
        private static final String INVISIBLE = "\u034F";

        private final Map<String, Instant> said = new HashMap<>();

        void add(String text, Instant now) {
            forget(now);
            said.put(text, now);
        }

        /** The text, or the first of its variants that was not said recently. */
        String varied(String text, Instant now) {
            forget(now);
            String variant = text;
            for (int i = 1; said.containsKey(variant); i++) {
                variant = withEnd(text, " " + INVISIBLE.repeat(i));
            }
            return variant;
        }

        private static String withEnd(String text, String end) {
            return Characters.shortened(ChatText.LONGEST - Characters.count(end), text) + end;
        }

        private void forget(Instant now) {
            said.values().removeIf(at -> !now.isBefore(at.plus(REMEMBERED)));
        }
    }
}
