package bot.herald.chat;

import bot.herald.chat.ChannelQueue.Entry;
import bot.herald.chat.ChatSender.Result;
import bot.herald.chat.Speakers.Line;
import bot.herald.chat.Speakers.Outcome;
import bot.herald.chat.SpeakingOrder.Place;
import bot.herald.chat.UnconfirmedLines.Unheard;
import bot.herald.event.TwitchEvent.Deletion;
import bot.herald.identity.TwitchUserId;
import bot.herald.retry.RetryPolicy;
import bot.herald.retry.WakeUps;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The life of each line: added to its channel's queue, sent in its turn, and then done or put back. Guarded by {@link
 * OutgoingQueue}'s lock.
 */
final class ChannelQueues {
    private static final int PER_CHANNEL = 500;

    private final Instant created;
    private final BotRoles roles;
    private final ChatPace pace;
    private final AnswerBook answers;
    private final SpeakingOrder order;
    private final UnconfirmedLines settlements;
    private final OwnLines own;
    private final Map<TwitchUserId, ChannelQueue> queues = new HashMap<>();
    private long numbered;
    private int underWay;
    private boolean closed;

    /** @param news takes what others want to know; must not block */
    ChannelQueues(OutgoingQueue.Needs needs, ChatLimits limits, Consumer<WakeUps.Reason> news) {
        this.created = needs.clock().instant();
        this.roles = needs.roles();
        this.own = needs.own();
        this.pace = new ChatPace(limits, needs.clock());
        this.settlements = new UnconfirmedLines(own, news::accept);
        this.answers = new AnswerBook(pace, roles, needs.observer(), limits.window(), settlements);
        this.order = new SpeakingOrder(pace, roles, answers::tooOld);
    }

    /** Adds the message, in pieces if it is too long for Twitch. */
    void add(OutgoingMessage message, Instant now) {
        ChannelQueue queue = queue(message.broadcasterId());
        for (String piece : MessageSplitter.split(message.text())) {
            if (closed) {
                answers.stopping(queue, message, false);
            } else {
                answers.put(queue, new Entry(message.withText(piece), numbered++, now));
            }
        }
        // A chat subscription that was created after a refusal shows that the bot is no longer banned.
        queue.heldByRefusalSince(now)
                .filter(since -> own.heardSince()
                        .apply(queue.broadcasterId())
                        .filter(since::isBefore)
                        .isPresent())
                .ifPresent(since -> queue.tryAgain(now));
        order.changed(queue, now);
    }

    private ChannelQueue queue(TwitchUserId broadcasterId) {
        return queues.computeIfAbsent(broadcasterId, id -> new ChannelQueue(id, PER_CHANNEL, created));
    }

    /** Messages were deleted: nobody wants them answered any more. */
    void retract(TwitchUserId broadcasterId, Deletion deletion, Instant at, Instant now) {
        ChannelQueue queue = queue(broadcasterId);
        answers.retract(queue, deletion, at);
        order.changed(queue, now);
    }

    /** Empty while nothing has happened in the channel. */
    Optional<ChannelQueue> find(TwitchUserId broadcasterId) {
        return Optional.ofNullable(queues.get(broadcasterId));
    }

    /** How many lines wait or are being sent. */
    int size() {
        return underWay
                + settlements.size()
                + queues.values().stream().mapToInt(ChannelQueue::size).sum();
    }

    /** How long the oldest line has waited; zero if none waits. */
    Duration oldest(Instant now) {
        return Stream.concat(queues.values().stream().flatMap(queue -> queue.first().stream()), settlements.entries())
                .map(Entry::asked)
                .min(Comparator.naturalOrder())
                .map(asked -> Duration.between(asked, now))
                .orElse(Duration.ZERO);
    }

    ChatStanding standing(TwitchUserId broadcasterId) {
        return find(broadcasterId).map(ChannelQueue::standing).orElseGet(() -> ChatStanding.sending(created));
    }

    /** The state of each channel in which the bot cannot write. */
    Map<TwitchUserId, ChatStanding> stopped() {
        Map<TwitchUserId, ChatStanding> stopped = new HashMap<>();
        queues.forEach((channel, queue) -> {
            if (queue.standing().state() == ChatStanding.State.STOPPED) {
                stopped.put(channel, queue.standing());
            }
        });
        return stopped;
    }

    /** The broadcaster has connected again: what Twitch refused before may be allowed now. */
    void reconnected(TwitchUserId broadcasterId, Instant now) {
        find(broadcasterId).ifPresent(queue -> queue.resume(now));
        tryAgain(broadcasterId, now);
    }

    /** @return whether lines may go out now that had to wait before */
    boolean happened(WakeUps.Reason reason, Instant now) {
        if (reason instanceof WakeUps.Reason.StandingChanged changed) {
            tryAgain(changed.broadcasterId(), now);
            return true;
        }
        boolean isOurs = reason instanceof WakeUps.Reason.TokenRenewed renewed
                && roles.bot().filter(renewed.account()::equals).isPresent();
        if (isOurs) {
            pace.tokenRenewed();
        }
        return isOurs;
    }

    private void tryAgain(TwitchUserId broadcasterId, Instant now) {
        find(broadcasterId).ifPresent(queue -> {
            queue.tryAgain(now);
            order.changed(queue, now);
        });
    }

    void roleChanged(TwitchUserId broadcasterId, Instant now) {
        find(broadcasterId).ifPresent(queue -> order.changed(queue, now));
    }

    /** Begins the lines that may be sent now, up to the number that may be under way. */
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
        String sent = entry.sentAs()
                .orElseGet(() -> place.role() == ChannelRole.MODERATOR && entry.refusals() == 0
                        ? text
                        : queue.said().varied(text, now));
        queue.remove(entry);
        queue.setUnderWay(true);
        order.changed(queue, now);
        pace.begin(queue.broadcasterId());
        settlements.begin(queue, now);
        underWay++;
        return new Line(queue, entry, sent, pace.rule(place.role()), pace.parts());
    }

    /** How long until another may be begun or settled, if none may now; empty if time alone changes nothing. */
    Optional<Duration> untilNext(Instant now) {
        return Stream.of(order.untilNext(now), settlements.untilNext(now))
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
    }

    /** @return whether the line's fate is known */
    boolean over(Line line, Outcome outcome, Instant now) {
        ChannelQueue queue = line.queue();
        underWay--;
        pace.share(outcome.parts());
        if (outcome instanceof Outcome.Answered answered) {
            pace.end(queue.broadcasterId());
            if (answered.result() instanceof Result.Unclear unclear) {
                return unclear(line, unclear.reason(), now);
            }
            answers.take(queue, line.entry(), line.text(), answered.result(), now);
        } else if (outcome instanceof Outcome.NotSent notSent) {
            pace.cancel(queue.broadcasterId());
            queue.holdForTurn(now, notSent.pause());
            answers.put(queue, line.entry());
        }
        free(queue, now);
        return true;
    }

    private boolean unclear(Line line, String reason, Instant now) {
        if (settlements.isHeard(line)) {
            said(line, now);
            return true;
        }
        // The channel stays busy, so that the next line waits.
        settlements.wait(line, reason, now);
        return false;
    }

    private void said(Line line, Instant now) {
        answers.said(line.queue(), line.entry(), line.text(), now);
        free(line.queue(), now);
    }

    private void free(ChannelQueue queue, Instant now) {
        queue.setUnderWay(false);
        order.changed(queue, now);
    }

    /**
     * The bot heard a line of its own.
     *
     * @return the line that this settles
     */
    Optional<Line> hear(TwitchUserId broadcasterId, String chatMessageId, String text, Instant now) {
        Optional<Line> settled =
                find(broadcasterId).flatMap(queue -> settlements.hear(queue, chatMessageId, text, now));
        settled.ifPresent(line -> said(line, now));
        return settled;
    }

    /** Lines that this process did not hear in time; {@link #settle} must be called for each. */
    List<Unheard> due(Instant now) {
        List<Unheard> due = settlements.due(now);
        underWay += due.size();
        return due;
    }

    UnconfirmedLines.Verdict settle(Unheard unheard, Optional<Boolean> elsewhere, Instant now) {
        underWay--;
        Line line = unheard.line();
        ChannelQueue queue = line.queue();
        UnconfirmedLines.Verdict verdict = settlements.verdict(unheard, elsewhere, now);
        switch (verdict) {
            case SAID -> answers.said(queue, line.entry(), line.text(), now);
            case NOT_SAID -> {
                Entry next = line.entry().unheard(line.text());
                Duration pause = RetryPolicy.PASSING.after(next.tries(), Optional.empty());
                queue.holdForRetry(unheard.answered(), pause);
                answers.unsaid(queue, next, unheard.reason());
            }
            case UNKNOWN -> answers.unclear(queue, line.entry(), line.text(), unheard.reason(), now);
        }
        free(queue, now);
        return verdict;
    }

    /** Accepts no more lines. */
    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    /** Gives up the lines that still wait, and those that remain unclear. */
    void drop() {
        for (Line line : settlements.close()) {
            answers.stopping(line.queue(), line.entry().message(), true);
        }
        for (ChannelQueue queue : queues.values()) {
            queue.clear().forEach(entry -> answers.stopping(queue, entry.message(), false));
        }
    }
}
