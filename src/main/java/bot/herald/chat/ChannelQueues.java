package bot.herald.chat;

import bot.herald.chat.ChannelQueue.Entry;
import bot.herald.chat.Speakers.Line;
import bot.herald.chat.Speakers.Outcome;
import bot.herald.chat.SpeakingOrder.Place;
import bot.herald.identity.TwitchUserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The way of each line: added to its channel's queue, begun in its turn, and then over or put back. Guarded by
 * {@link OutgoingQueue}'s lock.
 */
final class ChannelQueues {
    private static final int PER_CHANNEL = 500;

    private final Instant created;
    private final ChatPace pace;
    private final AnswerBook answers;
    private final SpeakingOrder order;
    private final Map<TwitchUserId, ChannelQueue> queues = new HashMap<>();
    private long numbered;
    private int underWay;
    private boolean closed;

    ChannelQueues(ChatPace pace, BotRoles roles, AnswerBook answers, Instant now) {
        this.created = now;
        this.pace = pace;
        this.answers = answers;
        this.order = new SpeakingOrder(pace, roles, answers::tooOld);
    }

    /** Adds the message, in pieces if it is longer than Twitch takes. */
    void add(OutgoingMessage message, Instant now) {
        ChannelQueue queue =
                queues.computeIfAbsent(message.broadcasterId(), id -> new ChannelQueue(id, PER_CHANNEL, created));
        for (String piece : MessageSplitter.split(message.text())) {
            if (closed) {
                answers.count("dropped_stopping");
            } else if (queue.isStopped(now)) {
                answers.count("dropped_stopped");
            } else {
                queue.add(new Entry(message.withText(piece), numbered++, now, 0))
                        .ifPresent(dropped -> answers.full(queue));
            }
        }
        order.changed(queue, now);
    }

    /** Empty while nothing has been offered for the channel. */
    Optional<ChannelQueue> find(TwitchUserId broadcasterId) {
        return Optional.ofNullable(queues.get(broadcasterId));
    }

    /** How many lines wait or are under way. */
    int size() {
        return underWay + queues.values().stream().mapToInt(ChannelQueue::size).sum();
    }

    void roleChanged(TwitchUserId broadcasterId, Instant now) {
        find(broadcasterId).ifPresent(queue -> order.changed(queue, now));
    }

    /** Begins the lines that may be said now, as long as no more than so many are under way. */
    List<Line> begin(int atMost, Instant now) {
        List<Line> begun = new ArrayList<>();
        order.catchUp(now);
        while (underWay < atMost) {
            Optional<Place> next = order.next(now);
            if (next.isEmpty()) {
                break;
            }
            begun.add(begin(next.get(), now));
        }
        return begun;
    }

    private Line begin(Place place, Instant now) {
        ChannelQueue queue = place.queue();
        Entry entry = place.line();
        String text = entry.message().text();
        String sent = place.role() == ChannelRole.MODERATOR && entry.refusals() == 0
                ? text
                : queue.said().varied(text, now);
        queue.remove(entry);
        queue.setUnderWay(true);
        order.changed(queue, now);
        pace.begin(queue.broadcasterId());
        underWay++;
        return new Line(queue, entry, sent, pace.rule(place.role()), pace.parts());
    }

    /** How long until another may be begun, where none may now; empty if that alone changes nothing. */
    Optional<Duration> untilNext(Instant now) {
        return order.untilNext(now);
    }

    void over(Line line, Outcome outcome, Instant now) {
        ChannelQueue queue = line.queue();
        underWay--;
        queue.setUnderWay(false);
        pace.share(outcome.parts());
        if (outcome instanceof Outcome.Answered answered) {
            pace.end(queue.broadcasterId());
            answers.take(queue, line.entry(), line.text(), answered.result(), now);
        } else if (outcome instanceof Outcome.NotSent notSent) {
            pace.cancel(queue.broadcasterId());
            queue.notBefore(now.plus(notSent.pause()));
            queue.add(line.entry()).ifPresent(dropped -> answers.full(queue));
        }
        order.changed(queue, now);
    }

    /** Takes no more lines. */
    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    /** @return how many lines still waited */
    int drop() {
        int dropped =
                queues.values().stream().mapToInt(queue -> queue.clear().size()).sum();
        for (int i = 0; i < dropped; i++) {
            answers.count("dropped_stopping");
        }
        return dropped;
    }
}
