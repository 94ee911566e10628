package bot.herald.chat;

import bot.herald.chat.Alarm.Later;
import bot.herald.chat.AnswerBook.ChatObserver;
import bot.herald.chat.ChatSender.Result;
import bot.herald.chat.Speakers.Line;
import bot.herald.chat.Speakers.Outcome;
import bot.herald.chat.UnconfirmedLines.Unheard;
import bot.herald.event.ChannelEvent;
import bot.herald.event.ChatMessageReceived;
import bot.herald.event.TwitchEvent;
import bot.herald.event.TwitchEvent.Deletion;
import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.Component;
import bot.herald.lifecycle.Health;
import bot.herald.lifecycle.Health.Age;
import bot.herald.retry.ForwardClock;
import bot.herald.retry.WakeUps;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * Sends what features want to say: in order within a channel, channels in parallel, within Twitch's limits, and each
 * line once.
 *
 * <p>Instances that share the account count together by means of {@link ChatTurns}, which the sending threads call;
 * while that does not answer, each keeps to its share of the limits.
 *
 * <p>When the account's limit holds lines up, the most urgent goes first whatever its channel, then the oldest.
 * Bounded: a full channel gives up its least urgent line, and a line that has waited too long is dropped; both are
 * counted. Safe for concurrent use.
 */
public final class OutgoingQueue implements Component {
    private static final Duration FLUSH = Duration.ofSeconds(3);
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(2);

    private final ForwardClock clock;
    private final Alarm alarm;
    private final BotRoles roles;
    private final OwnLines own;
    private final WakeUps wakeUps;
    private final Speakers speakers;
    private final Signal flushed = new Signal();

    /** Guards everything below, and what that refers to; nobody blocks while holding it. */
    private final Object lock = new Object();

    private final ChannelQueues queues;
    /** Notifications to send once the lock is free. */
    private final List<WakeUps.Reason> accepted = new ArrayList<>();

    /**
     * What the queue depends on.
     *
     * @param turns by which all instances count together
     * @param liveInstances how many instances there are, as far as is known; only asked while {@code turns} does not
     * answer. Must not block
     * @param wakeUps told when lines are accepted that were refused before, and listened to for what lets lines go out
     */
    public record Needs(
            ChatSender sender,
            ChatTurns turns,
            IntSupplier liveInstances,
            OwnLines own,
            BotRoles roles,
            ChatObserver observer,
            WakeUps wakeUps,
            ForwardClock clock) {}

    /** @param verified whether Twitch verified the bot, which raises the account's limit */
    public OutgoingQueue(Needs needs, boolean verified) {
        this(needs, ChatLimits.of(verified), Speakers.number(verified), new Alarm.Timer());
    }

    OutgoingQueue(Needs needs, ChatLimits limits, int senders, Later later) {
        this.clock = needs.clock();
        this.alarm = new Alarm(later);
        this.roles = needs.roles();
        this.own = needs.own();
        this.wakeUps = needs.wakeUps();
        this.speakers = new Speakers(needs.sender(), new Turns(needs.turns(), needs.liveInstances()), senders);
        this.queues = new ChannelQueues(needs, limits, accepted::add);
    }

    @Override
    public String name() {
        return "outgoing-chat";
    }

    @Override
    public void start() {
        roles.listen(channel -> {
            synchronized (lock) {
                queues.roleChanged(channel, clock.instant());
            }
        });
        wakeUps.listen(this::happened);
    }

    @Override
    public Health check() {
        synchronized (lock) {
            return (queues.isClosed() ? Health.STOPPED : Health.UP).with(Age.LINE, queues.oldest(clock.instant()));
        }
    }

    /** Queues the message, in pieces if it is too long for Twitch. */
    public void offer(OutgoingMessage message) {
        synchronized (lock) {
            queues.add(message, clock.instant());
        }
        pump();
    }

    /** Whether the bot's lines appear in the channel. */
    public ChatStanding standing(TwitchUserId broadcasterId) {
        synchronized (lock) {
            return queues.standing(broadcasterId).onHost(clock);
        }
    }

    /** The state of each channel in which the bot cannot write. */
    public Map<TwitchUserId, ChatStanding> stopped() {
        synchronized (lock) {
            Map<TwitchUserId, ChatStanding> stopped = queues.stopped();
            stopped.replaceAll((channel, standing) -> standing.onHost(clock));
            return stopped;
        }
    }

    /** Call this when the broadcaster has connected again: what Twitch refused before may be allowed now. */
    public void reconnected(TwitchUserId broadcasterId) {
        synchronized (lock) {
            queues.reconnected(broadcasterId, clock.instant());
        }
        pump();
    }

    private void happened(WakeUps.Reason reason) {
        synchronized (lock) {
            if (!queues.happened(reason, clock.instant())) {
                return;
            }
        }
        pump();
    }

    /**
     * Call this with every event as soon as it arrives, before it waits for anything: the bot's own lines settle what
     * is unclear, and deleted messages are not answered. Never blocks.
     */
    public void hear(ChannelEvent event) {
        if (event instanceof TwitchEvent other) {
            other.deletion().ifPresent(deletion -> retract(other, deletion));
        } else if (event instanceof ChatMessageReceived message
                && !message.isSharedChatCopy()
                && roles.bot().equals(Optional.of(message.chatter().id()))) {
            hearOwn(message);
        }
    }

    private void hearOwn(ChatMessageReceived message) {
        Optional<Line> settled;
        synchronized (lock) {
            settled = queues.hear(message.broadcasterId(), message.chatMessageId(), message.text(), clock.instant());
        }
        own.elsewhere().heardHere(message.broadcasterId(), Echo.said(message));
        settled.ifPresent(line -> {
            speakers.settled(line, new Result.Sent(message.chatMessageId()));
            goOn();
        });
    }

    private void retract(TwitchEvent event, Deletion deletion) {
        synchronized (lock) {
            queues.retract(event.broadcasterId(), deletion, event.origin().sentAt(), clock.instant());
        }
        flushed.signal();
    }

    /** When a line is tried again in a channel that stopped; empty while lines are being sent. */
    public Optional<Instant> stoppedUntil(TwitchUserId broadcasterId) {
        synchronized (lock) {
            return queues.find(broadcasterId)
                    .flatMap(ChannelQueue::stoppedUntil)
                    .map(clock::onHost);
        }
    }

    /** How many lines of the channel wait. */
    public int waiting(TwitchUserId broadcasterId) {
        synchronized (lock) {
            return queues.find(broadcasterId).map(ChannelQueue::size).orElse(0);
        }
    }

    /** How many lines wait or are being sent, over all channels. */
    int waiting() {
        synchronized (lock) {
            return queues.size();
        }
    }

    /** Sends whatever may go now, and schedules the rest. */
    private void pump() {
        synchronized (lock) {
            if (speakers.areStopped()) {
                // Lines that were being sent when Herald stopped and would have to be retried.
                queues.drop();
                return;
            }
            Instant now = clock.instant();
            // Handed over while holding the lock, so that closing cannot intervene; a thread is free for each.
            queues.begin(speakers.number(), now).forEach(line -> speakers.say(line, this::over));
            queues.due(now).forEach(unheard -> speakers.run(() -> settle(unheard)));
            queues.untilNext(now).ifPresent(wait -> alarm.after(wait, now, this::wake));
        }
    }

    private void wake(Instant at) {
        synchronized (lock) {
            alarm.rung(at);
        }
        pump();
    }

    private void over(Line line, Outcome outcome) {
        boolean clear;
        synchronized (lock) {
            clear = queues.over(line, outcome, clock.instant());
        }
        if (clear && outcome instanceof Outcome.Answered answered && answered.result() instanceof Result.Unclear) {
            speakers.settled(line, new Result.Sent(""));
        }
        goOn();
    }

    /** After a line's fate has been decided. */
    private void goOn() {
        List<WakeUps.Reason> news;
        synchronized (lock) {
            news = List.copyOf(accepted);
            accepted.clear();
        }
        news.forEach(wakeUps::happened);
        flushed.signal();
        pump();
    }

    /** Another instance may have heard the line. Blocks. */
    private void settle(Unheard unheard) {
        Line line = unheard.line();
        Duration age = Duration.between(unheard.began(), clock.instant());
        Optional<Boolean> elsewhere = own.elsewhere().isHeard(line.broadcasterId(), Echo.plain(line.text()), age);
        UnconfirmedLines.Verdict verdict;
        synchronized (lock) {
            verdict = queues.settle(unheard, elsewhere, clock.instant());
        }
        if (verdict == UnconfirmedLines.Verdict.SAID) {
            speakers.settled(line, new Result.Sent(""));
        } else if (verdict == UnconfirmedLines.Verdict.UNKNOWN) {
            speakers.settled(line, new Result.Unclear(unheard.reason()));
        }
        goOn();
    }

    /** Accepts no more, gives queued lines three seconds, and drops the rest with a log line each. */
    @Override
    public void close() {
        synchronized (lock) {
            if (queues.isClosed()) {
                return;
            }
            queues.close();
        }
        try {
            flushed.await(() -> waiting() == 0, FLUSH);
            stop();
            speakers.awaitEnd(LAST_ANSWERS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop();
            speakers.breakOff();
        }
    }

    private void stop() {
        alarm.close();
        synchronized (lock) {
            speakers.stop();
            queues.drop();
        }
    }
}
