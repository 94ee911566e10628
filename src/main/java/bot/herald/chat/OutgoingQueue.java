package bot.herald.chat;

import bot.herald.chat.Speakers.Line;
import bot.herald.chat.Speakers.Outcome;
import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.Component;
import bot.herald.lifecycle.Health;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what features want said: in order per channel, channels side by side, within Twitch's limits, and each line once.
 *
 * <p>Instances that share the account count together by {@link ChatTurns}, asked on the threads that send; while that cannot
 * be, each keeps to its share of the limits.
 *
 * <p>When the account's limit is what holds lines up, the more urgent one goes first wherever it is, then the older one.
 * Bounded: a full channel gives up its least urgent line, and a line that has waited too long is dropped; both are
 * counted. Safe for concurrent use; {@link #offer} never blocks on Twitch.
 */
public final class OutgoingQueue implements Component {
    private static final Logger log = LoggerFactory.getLogger(OutgoingQueue.class);
    private static final int SENDERS = 8;
    private static final int SENDERS_WHEN_VERIFIED = 32;
    private static final Duration FLUSH = Duration.ofSeconds(3);
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(2);

    private final Clock clock;
    private final Later later;
    private final int senders;
    private final Speakers speakers;
    private final Signal flushed = new Signal();
    private final Instant created;

    /** Guards everything below, and what that refers to; nothing blocks while holding it. */
    private final Object lock = new Object();

    private final ChannelQueues queues;
    private Instant nextWake = Instant.MAX;

    /** One process speaks. */
    public OutgoingQueue(ChatSender sender, boolean verified, BotRoles roles, ChatObserver observer, Clock clock) {
        this(sender, ChatTurns.ALONE, () -> 1, verified, roles, observer, clock);
    }

    /**
     * @param turns what all instances count by
     * @param liveInstances how many there are, as far as is known; asked only while {@code turns} does not answer. Must not block
     * @param verified whether Twitch verified the bot, which raises the account's limit
     */
    public OutgoingQueue(
            ChatSender sender,
            ChatTurns turns,
            IntSupplier liveInstances,
            boolean verified,
            BotRoles roles,
            ChatObserver observer,
            Clock clock) {
        this(
                sender,
                turns,
                liveInstances,
                ChatLimits.of(verified),
                verified ? SENDERS_WHEN_VERIFIED : SENDERS,
                roles,
                observer,
                clock,
                new TimerThread());
    }

    OutgoingQueue(
            ChatSender sender,
            ChatLimits limits,
            int senders,
            BotRoles roles,
            ChatObserver observer,
            Clock clock,
            Later later) {
        this(sender, ChatTurns.ALONE, () -> 1, limits, senders, roles, observer, clock, later);
    }

    OutgoingQueue(
            ChatSender sender,
            ChatTurns turns,
            IntSupplier liveInstances,
            ChatLimits limits,
            int senders,
            BotRoles roles,
            ChatObserver observer,
            Clock clock,
            Later later) {
        this.clock = clock;
        this.later = later;
        this.senders = senders;
        this.speakers = new Speakers(sender, new Turns(turns, liveInstances), senders, this::over);
        this.created = clock.instant();
        ChatPace pace = new ChatPace(limits, clock);
        this.queues = new ChannelQueues(pace, roles, new AnswerBook(pace, roles, observer, limits.window()), created);
        roles.listen(this::roleChanged);
    }

    @Override
    public String name() {
        return "outgoing-chat";
    }

    @Override
    public void start() {}

    @Override
    public Health check() {
        synchronized (lock) {
            return queues.isClosed() ? Health.down("stopped") : Health.UP;
        }
    }

    /** Queues the message, cut into pieces if it is longer than Twitch takes. */
    public void offer(OutgoingMessage message) {
        synchronized (lock) {
            queues.add(message, clock.instant());
        }
        pump();
    }

    /** Whether the bot's lines appear in the channel. */
    public ChatStanding standing(TwitchUserId broadcasterId) {
        return of(broadcasterId, ChannelQueue::standing).orElseGet(() -> ChatStanding.sending(created));
    }

    /** To be called when the broadcaster connected anew: what Twitch refused before may be allowed now. */
    public void reconnected(TwitchUserId broadcasterId) {
        synchronized (lock) {
            queues.find(broadcasterId).ifPresent(queue -> queue.resume(clock.instant()));
        }
    }

    /** When a channel that stopped is tried again; empty while it sends. */
    public Optional<Instant> stoppedUntil(TwitchUserId broadcasterId) {
        return of(broadcasterId, ChannelQueue::stoppedUntil).flatMap(until -> until);
    }

    /** How many lines of the channel wait. */
    public int waiting(TwitchUserId broadcasterId) {
        return of(broadcasterId, ChannelQueue::size).orElse(0);
    }

    /** How many lines wait or are under way, over all channels. */
    public int waiting() {
        synchronized (lock) {
            return queues.size();
        }
    }

    private <T> Optional<T> of(TwitchUserId broadcasterId, Function<ChannelQueue, T> question) {
        synchronized (lock) {
            return queues.find(broadcasterId).map(question);
        }
    }

    private void roleChanged(TwitchUserId broadcasterId) {
        synchronized (lock) {
            queues.roleChanged(broadcasterId, clock.instant());
        }
    }

    /** Sends whatever may go now, and sees to it that the rest gets its turn. */
    private void pump() {
        synchronized (lock) {
            if (speakers.areStopped()) {
                return;
            }
            Instant now = clock.instant();
            // Handed over under the lock, so that closing cannot come in between; a thread is free for each.
            queues.begin(senders, now).forEach(speakers::say);
            queues.untilNext(now).ifPresent(wait -> wakeAfter(wait, now.plus(wait)));
        }
    }

    private void wakeAfter(Duration wait, Instant at) {
        if (at.isBefore(nextWake)) {
            nextWake = at;
            later.after(wait, () -> wake(at));
        }
    }

    private void wake(Instant at) {
        synchronized (lock) {
            if (at.equals(nextWake)) {
                nextWake = Instant.MAX;
            }
        }
        pump();
    }

    private void over(Line line, Outcome outcome) {
        synchronized (lock) {
            queues.over(line, outcome, clock.instant());
        }
        flushed.signal();
        pump();
    }

    /** Takes no more, gives what is queued three seconds, and drops the rest with a log line. */
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
            later.close();
            int dropped = stop();
            if (dropped > 0) {
                log.warn("lines={} dropped at shutdown: Twitch's limits left no time to send them", dropped);
            }
            speakers.awaitEnd(LAST_ANSWERS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            speakers.breakOff();
        }
    }

    private int stop() {
        synchronized (lock) {
            speakers.stop();
            return queues.drop();
        }
    }
}
