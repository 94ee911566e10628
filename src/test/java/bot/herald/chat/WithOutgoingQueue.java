package bot.herald.chat;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.chat.AnswerBook.ChatObserver;
import bot.herald.chat.ChatSender.Result;
import bot.herald.chat.ChatSender.Result.Holds;
import bot.herald.event.Account;
import bot.herald.event.ChatMessageReceived;
import bot.herald.event.EventOrigin;
import bot.herald.event.TwitchEvent;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.retry.ForwardClock;
import bot.herald.retry.WakeUps;
import bot.herald.testing.TestClock;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.slf4j.LoggerFactory;

/** A queue, a clock moved by hand, and a made-up Twitch. */
abstract class WithOutgoingQueue {
    static final TwitchUserId ALICE = new TwitchUserId("1");
    static final TwitchUserId BOB = new TwitchUserId("2");
    static final TwitchUserId BOT = new TwitchUserId("9");
    static final Instant ASKED = Instant.parse("2030-01-01T00:00:00Z");

    final FakeSender sender = new FakeSender();
    final Outcomes outcomes = new Outcomes();
    final TestClock clock = new TestClock();
    final ManualLater later = new ManualLater(clock);
    final BotRoles roles = new BotRoles(() -> Optional.of(BOT));
    final WakeUps wakeUps = new WakeUps();
    final List<WakeUps.Reason> reasons = new CopyOnWriteArrayList<>();
    /** Since when a channel's chat arrives. */
    final Map<TwitchUserId, Instant> chatSince = new ConcurrentHashMap<>();

    OutgoingQueue queue = queue(8);

    @AfterEach
    void close() {
        sender.open();
        // What still waits becomes too old, so that closing need not wait for it.
        later.advanceUntil(Duration.ofMinutes(10), () -> queue.waiting() == 0);
        queue.close();
    }

    OutgoingQueue queue(ChatLimits limits, int senders, BotRoles known) {
        OutgoingQueue made = new OutgoingQueue(
                new OutgoingQueue.Needs(
                        sender,
                        ChatTurns.ALONE,
                        () -> 1,
                        new OwnLines(id -> Optional.ofNullable(chatSince.get(id)), OwnLines.Elsewhere.NOWHERE),
                        known,
                        outcomes,
                        wakeUps,
                        new ForwardClock(clock, clock::nanoTime)),
                limits,
                senders,
                later);
        made.start();
        return made;
    }

    OutgoingQueue queue(int senders) {
        OutgoingQueue made = queue(ChatLimits.of(false), senders, roles);
        clock.advance(Duration.ofSeconds(2));
        return made;
    }

    void hearChat(TwitchUserId channel) {
        chatSince.put(channel, clock.instant());
    }

    ChatMessageReceived line(TwitchUserId channel, TwitchUserId chatter, String id, String text) {
        return new ChatMessageReceived(
                new EventOrigin("event-" + id, "channel.chat.message", clock.instant()),
                channel,
                new TwitchLogin("alice"),
                new Account(chatter, new TwitchLogin("herald"), "Herald"),
                id,
                text,
                Set.of(),
                Optional.empty(),
                Optional.empty());
    }

    Duration oldest() {
        return queue.check().ages().getOrDefault("oldest-line", Duration.ZERO);
    }

    static Result.NotSent notSent(Duration after, Holds holds) {
        return new Result.NotSent("not now", Optional.of(after), holds);
    }

    /** What was made of lines meanwhile, as the log has it. */
    static List<String> logged(Runnable meanwhile) {
        Logger logger = (Logger) LoggerFactory.getLogger(AnswerBook.class);
        Level before = logger.getLevel();
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(log);
        try {
            meanwhile.run();
        } finally {
            logger.detachAppender(log);
            logger.setLevel(before);
        }
        return log.list.stream().map(ILoggingEvent::toString).toList();
    }

    static OutgoingMessage answer(TwitchUserId channel, String text) {
        return answer(channel, text, "parent", "5");
    }

    static OutgoingMessage answer(TwitchUserId channel, String text, String question, String chatter) {
        return OutgoingMessage.reply(
                new ChatMessageReceived(
                        new EventOrigin(question, "channel.chat.message", ASKED),
                        channel,
                        new TwitchLogin("channel"),
                        new Account(new TwitchUserId(chatter), new TwitchLogin("viewer"), "Viewer"),
                        question,
                        "?",
                        Set.of(),
                        Optional.empty(),
                        Optional.empty()),
                text);
    }

    /** @param fields those of the event */
    static TwitchEvent deletion(String type, Instant at, Map<String, String> fields) {
        EventOrigin.Content content = new EventOrigin.Content() {
            @Override
            public <E> E as(Class<E> wanted) {
                return wanted.cast(fields);
            }
        };
        return new TwitchEvent(new EventOrigin("deletion", "channel.chat." + type, at, content), ALICE);
    }

    static OutgoingMessage timer(TwitchUserId channel, String text) {
        return new OutgoingMessage(channel, text, OutgoingMessage.Priority.TIMER, Duration.ofMinutes(2));
    }

    static final class Outcomes implements ChatObserver {
        private final List<String> seen = new ArrayList<>();

        @Override
        public synchronized void outcome(String outcome) {
            seen.add(outcome);
        }

        synchronized List<String> all() {
            return List.copyOf(seen);
        }

        void await(String... expected) {
            Awaitility.await().untilAsserted(() -> assertThat(all()).containsExactly(expected));
        }
    }

    /** Refuses to be called twice at once for one channel. */
    static final class FakeSender implements ChatSender {
        final Deque<Result> answers = new ArrayDeque<>();
        private final List<String> sent = new ArrayList<>();
        final List<Optional<String>> replies = new ArrayList<>();
        final List<Result> settled = new CopyOnWriteArrayList<>();
        private final List<TwitchUserId> underWay = new ArrayList<>();
        private CountDownLatch gate = new CountDownLatch(0);

        @Override
        public Result send(TwitchUserId broadcasterId, String text, Optional<String> replyTo) {
            CountDownLatch mine;
            synchronized (this) {
                assertThat(text).hasSizeLessThanOrEqualTo(500);
                assertThat(underWay).as("one line at a time in a channel").doesNotContain(broadcasterId);
                underWay.add(broadcasterId);
                mine = gate;
            }
            try {
                mine.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            synchronized (this) {
                underWay.remove(broadcasterId);
                sent.add(text);
                replies.add(replyTo);
                return answers.isEmpty() ? new Result.Sent("m" + sent.size()) : answers.remove();
            }
        }

        @Override
        public void settled(TwitchUserId broadcasterId, String text, Optional<String> replyTo, Result result) {
            settled.add(result);
        }

        synchronized void block() {
            gate = new CountDownLatch(1);
        }

        synchronized void open() {
            gate.countDown();
        }

        synchronized List<String> texts() {
            return List.copyOf(sent);
        }

        void awaitSent(int number) {
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(2))
                    .untilAsserted(() -> assertThat(texts()).hasSizeGreaterThanOrEqualTo(number));
        }

        void awaitUnderWay() {
            Awaitility.await().until(() -> {
                synchronized (this) {
                    return !underWay.isEmpty();
                }
            });
        }
    }
}
