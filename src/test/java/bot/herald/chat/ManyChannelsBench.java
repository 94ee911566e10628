package bot.herald.chat;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.bench.Figures;
import bot.herald.chat.ChatSender.Result;
import bot.herald.identity.TwitchUserId;
import bot.herald.retry.ForwardClock;
import bot.herald.retry.WakeUps;
import bot.herald.testing.TestClock;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a line of one channel costs beside few and beside many others. */
@Tag("bench")
class ManyChannelsBench {
    private static final int FEW = 10;
    private static final int MANY = 10_000;
    private static final int LINES = 2_000;
    private static final int ROUNDS = 3;
    /** Until then the machine code is made. */
    private static final int WARM_UP = 1;

    private static final Duration WINDOW = Duration.ofSeconds(30);
    private static final TwitchUserId BUSY = new TwitchUserId("1");

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final TestClock clock = new TestClock();
    private final BotRoles roles = new BotRoles(() -> Optional.of(new TwitchUserId("9")));

    /** Processor time of a line of the one channel, in microseconds. */
    private interface Course {
        double run(int others);
    }

    @Test
    void lineCostsNoMoreBesideTenThousandChannelsThatSaidSomethingOnce() {
        compare("idle", this::besideIdle);
    }

    @Test
    void lineCostsNoMoreBesideTenThousandChannelsThatWaitForTheAccount() {
        compare("waiting", this::besideWaiting);
    }

    private void compare(String others, Course course) {
        roles.isModerator(BUSY);
        double few = Double.MAX_VALUE;
        double many = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            double one = course.run(FEW);
            double other = course.run(MANY);
            if (round >= WARM_UP) {
                few = Math.min(few, one);
                many = Math.min(many, other);
            }
        }
        String what = "processor time of a line of chat beside %,d " + others + " channels";
        Figures.add(what.formatted(FEW), few, "µs", "");
        Figures.add(what.formatted(MANY), many, "µs", "below 10 times the other");
        assertThat(many).isLessThan(10 * few);
    }

    /** All limits are far away: what is offered is said at once. */
    private double besideIdle(int others) {
        OutgoingQueue queue = queue(new ChatLimits(1_000_000, 1_000_000, 1_000_000, 1_000_000, WINDOW, Duration.ZERO));
        offerOthers(queue, others);
        awaitWaiting(queue, 0);
        double cost = costOfLines(queue, 0);
        queue.close();
        return cost;
    }

    /** The account may say nothing where the bot does not moderate, and the one channel goes on. */
    private double besideWaiting(int others) {
        OutgoingQueue queue = queue(new ChatLimits(0, 1_000_000, 1_000_000, 1_000_000, WINDOW, Duration.ZERO));
        offerOthers(queue, others);
        double cost = costOfLines(queue, others);
        // What still waits becomes too old, so that closing need not wait for it.
        clock.advance(Duration.ofMinutes(10));
        queue.offer(OutgoingMessage.raid(BUSY, "last"));
        awaitWaiting(queue, 0);
        queue.close();
        return cost;
    }

    private double costOfLines(OutgoingQueue queue, int waiting) {
        long begin = processorNanos();
        offerLines(queue);
        awaitWaiting(queue, waiting);
        return (processorNanos() - begin) / 1e3 / LINES;
    }

    /** Of the threads that offer and send; the process also makes machine code. */
    private long processorNanos() {
        long[] senders = Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().startsWith("herald-chat-"))
                .mapToLong(ThreadInfo::getThreadId)
                .toArray();
        return threads.getCurrentThreadCpuTime()
                + Arrays.stream(senders).map(threads::getThreadCpuTime).sum();
    }

    private OutgoingQueue queue(ChatLimits limits) {
        OutgoingQueue queue = new OutgoingQueue(
                new OutgoingQueue.Needs(
                        (channel, text, replyTo) -> new Result.Sent("id"),
                        ChatTurns.ALONE,
                        () -> 1,
                        OwnLines.UNHEARD,
                        roles,
                        outcome -> {},
                        new WakeUps(),
                        new ForwardClock(clock)),
                limits,
                8,
                new ManualLater(clock));
        queue.start();
        clock.advance(Duration.ofSeconds(2));
        return queue;
    }

    private static void offerOthers(OutgoingQueue queue, int channels) {
        for (int number = 0; number < channels; number++) {
            queue.offer(OutgoingMessage.raid(new TwitchUserId(String.valueOf(100_000 + number)), "hello"));
        }
    }

    private static void offerLines(OutgoingQueue queue) {
        for (int number = 0; number < LINES; number++) {
            queue.offer(OutgoingMessage.raid(BUSY, "hello"));
            if (number % 100 == 0) {
                // Its own queue is bounded.
                Awaitility.await()
                        .pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> queue.waiting(BUSY) < 100);
            }
        }
    }

    private static void awaitWaiting(OutgoingQueue queue, int lines) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(5))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> queue.waiting() == lines);
    }
}
