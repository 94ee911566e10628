package bot.herald.chat;

import bot.herald.chat.ChannelQueue.Entry;
import bot.herald.chat.ChatSender.Result;
import bot.herald.chat.ChatTurns.Turn;
import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.Component;
import bot.herald.lifecycle.Health;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
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
    private static final int PER_CHANNEL = 500;
    private static final int SENDERS = 8;
    private static final int SENDERS_WHEN_VERIFIED = 32;
    private static final Duration FLUSH = Duration.ofSeconds(3);
    /** How long lines of channels where the bot moderates may overtake one that waits for the lower limit. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ChatSender sender;
    private final Turns turns;
    private final BotRoles roles;
    private final Clock clock;
    private final Later later;
    private final int senders;
    private final ExecutorService workers;
    private final Signal flushed = new Signal();
    private final Instant created;

    /** Guards everything below; nothing blocks while holding it. */
    private final Object lock = new Object();

    private final ChatPace pace;
    private final AnswerBook answers;
    private final Map<TwitchUserId, ChannelQueue> queues = new HashMap<>();
    private long numbered;
    private int underWay;
    private Instant nextWake = Instant.MAX;
    private boolean closed;

    /** @param parts into how many the limits were divided when it began */
    private record Send(ChannelQueue queue, Entry entry, String text, ChatTurns.Rule rule, int parts) {}

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
        this.sender = sender;
        this.turns = new Turns(turns, liveInstances);
        this.senders = senders;
        this.pace = new ChatPace(limits, clock);
        this.roles = roles;
        this.clock = clock;
        this.later = later;
        this.workers = Executors.newFixedThreadPool(senders, task -> new Thread(task, "herald-chat"));
        this.answers = new AnswerBook(pace, roles, observer, limits.window());
        this.created = clock.instant();
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
            return closed ? Health.down("stopped") : Health.UP;
        }
    }

    /** Queues the message, cut into pieces if it is longer than Twitch takes. */
    public void offer(OutgoingMessage message) {
        synchronized (lock) {
            Instant now = clock.instant();
            ChannelQueue queue = queue(message.broadcasterId());
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
        }
        pump();
    }

    /** Whether the bot's lines appear in the channel. */
    public ChatStanding standing(TwitchUserId broadcasterId) {
        synchronized (lock) {
            ChannelQueue queue = queues.get(broadcasterId);
            return queue == null ? ChatStanding.sending(created) : queue.standing();
        }
    }

    /** To be called when the broadcaster connected anew: what Twitch refused before may be allowed now. */
    public void reconnected(TwitchUserId broadcasterId) {
        synchronized (lock) {
            ChannelQueue queue = queues.get(broadcasterId);
            if (queue != null) {
                queue.resume(clock.instant());
            }
        }
    }

    /** When a channel that stopped is tried again; empty while it sends. */
    public Optional<Instant> stoppedUntil(TwitchUserId broadcasterId) {
        synchronized (lock) {
            ChannelQueue queue = queues.get(broadcasterId);
            return queue == null ? Optional.empty() : queue.stoppedUntil();
        }
    }

    /** How many lines of the channel wait. */
    public int waiting(TwitchUserId broadcasterId) {
        synchronized (lock) {
            ChannelQueue queue = queues.get(broadcasterId);
            return queue == null ? 0 : queue.size();
        }
    }

    /** How many lines wait or are under way, over all channels. */
    public int waiting() {
        synchronized (lock) {
            return underWay
                    + queues.values().stream().mapToInt(ChannelQueue::size).sum();
        }
    }

    private ChannelQueue queue(TwitchUserId broadcasterId) {
        return queues.computeIfAbsent(broadcasterId, id -> new ChannelQueue(id, PER_CHANNEL, created));
    }

    /** Sends whatever may go now, and sees to it that the rest gets its turn. */
    private void pump() {
        List<Send> sends = new ArrayList<>();
        synchronized (lock) {
            if (workers.isShutdown()) {
                return;
            }
            Instant now = clock.instant();
            pick(now, sends).ifPresent(wait -> wakeAfter(wait, now.plus(wait)));
            // Handed over under the lock, so that closing cannot come in between; a worker is free for each.
            sends.forEach(send -> workers.execute(() -> send(send)));
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

    /** @return how long until something more may go; empty if only a new line or the end of a send can change that */
    private Optional<Duration> pick(Instant now, List<Send> sends) {
        Optional<Duration> wait = Optional.empty();
        for (ChannelQueue queue : waitingChannels(now)) {
            if (underWay == senders) {
                break;
            }
            Entry entry = queue.first().orElseThrow();
            ChannelRole role = roles.of(queue.broadcasterId());
            Duration inChannel =
                    longer(queue.untilNotBefore(now), pace.untilChannelIsFree(queue.broadcasterId(), role));
            Duration inAccount = pace.untilAccountIsFree(role);
            if (inChannel.isZero() && inAccount.isZero()) {
                sends.add(begin(queue, entry, role, now));
                continue;
            }
            Duration longer = longer(inChannel, inAccount);
            wait = wait.filter(other -> other.compareTo(longer) <= 0).or(() -> Optional.of(longer));
            if (inChannel.isZero() && now.isAfter(entry.asked().plus(PATIENCE))) {
                // Otherwise busy channels where the bot moderates would keep the account above the lower limit forever.
                break;
            }
        }
        return wait;
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    /** Channels that could speak now, were it not for the limits; those with the most urgent, then oldest, line first. */
    private List<ChannelQueue> waitingChannels(Instant now) {
        return queues.values().stream()
                .filter(queue -> !queue.isUnderWay())
                .filter(queue -> firstInTime(queue, now))
                .sorted(Comparator.comparing(queue -> queue.first().orElseThrow(), Entry.ORDER))
                .toList();
    }

    private boolean firstInTime(ChannelQueue queue, Instant now) {
        while (queue.first().filter(entry -> entry.isTooOld(now)).isPresent()) {
            queue.remove(queue.first().orElseThrow());
            answers.tooOld(queue);
        }
        return queue.first().isPresent();
    }

    private Send begin(ChannelQueue queue, Entry entry, ChannelRole role, Instant now) {
        String text = entry.message().text();
        String sent = role == ChannelRole.MODERATOR && entry.refusals() == 0
                ? text
                : queue.said().varied(text, now);
        queue.remove(entry);
        queue.setUnderWay(true);
        pace.begin(queue.broadcasterId());
        underWay++;
        return new Send(queue, entry, sent, pace.rule(role), pace.parts());
    }

    private void send(Send send) {
        TwitchUserId channel = send.queue().broadcasterId();
        Turn turn = turns.take(channel, send.rule());
        int parts = turns.parts(turn);
        if (turn instanceof Turn.NotYet notYet) {
            putBack(send, parts, notYet.after());
        } else if (parts > send.parts()) {
            // Begun while nobody knew that only a share may be used.
            putBack(send, parts, Duration.ZERO);
        } else {
            Result result = result(send);
            turns.over(channel, turn, send.rule());
            synchronized (lock) {
                end(send, parts);
                pace.end(channel);
                answers.take(send.queue(), send.entry(), send.text(), result, clock.instant());
            }
        }
        flushed.signal();
        pump();
    }

    private Result result(Send send) {
        OutgoingMessage message = send.entry().message();
        try {
            return sender.send(message.broadcasterId(), send.text(), message.replyTo());
        } catch (RuntimeException e) {
            log.error("broadcaster={} sending a line failed inside Herald", message.broadcasterId(), e);
            return new Result.Unclear("internal error");
        }
    }

    private void putBack(Send send, int parts, Duration wait) {
        synchronized (lock) {
            end(send, parts);
            pace.cancel(send.queue().broadcasterId());
            send.queue().notBefore(clock.instant().plus(wait));
            send.queue().add(send.entry()).ifPresent(dropped -> answers.full(send.queue()));
        }
    }

    private void end(Send send, int parts) {
        underWay--;
        send.queue().setUnderWay(false);
        pace.share(parts);
    }

    /** Takes no more, gives what is queued three seconds, and drops the rest with a log line. */
    @Override
    public void close() {
        synchronized (lock) {
            if (closed) {
                return;
            }
            closed = true;
        }
        try {
            flushed.await(() -> waiting() == 0, FLUSH);
            later.close();
            int dropped;
            synchronized (lock) {
                workers.shutdown();
                dropped = queues.values().stream()
                        .mapToInt(queue -> queue.clear().size())
                        .sum();
                for (int i = 0; i < dropped; i++) {
                    answers.count("dropped_stopping");
                }
            }
            if (dropped > 0) {
                log.warn("lines={} dropped at shutdown: Twitch's limits left no time to send them", dropped);
            }
            if (!workers.awaitTermination(2, TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            workers.shutdownNow();
        }
    }
}
