package bot.herald.chat;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.chat.ChatSender.Result;
import bot.herald.identity.TwitchUserId;
import bot.herald.testing.TestClock;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutgoingQueueTest {
    private static final TwitchUserId ALICE = new TwitchUserId("1");
    private static final TwitchUserId BOB = new TwitchUserId("2");

    private final FakeSender sender = new FakeSender();
    private final Outcomes outcomes = new Outcomes();
    private OutgoingQueue queue = new OutgoingQueue(sender, false, outcomes, Clock.systemUTC());

    @AfterEach
    void close() {
        sender.open();
        queue.close();
    }

    @Test
    void linesOfAChannelKeepTheirOrder() {
        queue.offer(answer(ALICE, "one"));
        queue.offer(answer(ALICE, "two"));

        sender.awaitSent(2);
        assertThat(sender.texts()).containsExactly("one", "two");
        outcomes.await("sent", "sent");
    }

    @Test
    void channelThatHasToWaitDoesNotHoldUpAnother() {
        queue.offer(answer(ALICE, "a1"));
        queue.offer(answer(ALICE, "a2"));
        queue.offer(answer(BOB, "b1"));

        sender.awaitSent(2);
        assertThat(sender.texts()).containsExactlyInAnyOrder("a1", "b1");
    }

    @Test
    void raidGoesBeforeAnswersThatWait() {
        sender.block();
        queue.offer(answer(ALICE, "under way"));
        sender.awaitUnderWay();
        queue.offer(answer(ALICE, "answer"));
        queue.offer(OutgoingMessage.raid(ALICE, "raid"));
        sender.open();

        sender.awaitSent(3);
        assertThat(sender.texts()).containsExactly("under way", "raid", "answer");
    }

    @Test
    void fullChannelGivesUpTheLeastUrgentLineAndCountsIt() {
        sender.block();
        queue.offer(answer(ALICE, "under way"));
        sender.awaitUnderWay();
        for (int i = 0; i < 100; i++) {
            queue.offer(answer(ALICE, "answer " + i));
        }
        queue.offer(OutgoingMessage.raid(ALICE, "raid"));

        assertThat(outcomes.all()).containsExactly("dropped_full");
        assertThat(queue.waiting()).isEqualTo(100);
    }

    @Test
    void lineThatWaitedTooLongIsDropped() {
        TestClock clock = new TestClock();
        queue = new OutgoingQueue(sender, false, outcomes, clock);
        sender.block();
        queue.offer(answer(ALICE, "under way"));
        sender.awaitUnderWay();
        queue.offer(answer(ALICE, "too late"));
        clock.advance(Duration.ofSeconds(61));
        sender.open();

        outcomes.await("sent", "dropped_old");
        assertThat(sender.texts()).containsExactly("under way");
    }

    @Test
    void unclearAnswerIsNotRepeated() {
        sender.answers.add(new Result.Unclear("connection lost"));
        queue.offer(answer(ALICE, "perhaps"));
        outcomes.await("unclear");
        queue.offer(answer(BOB, "next"));

        outcomes.await("unclear", "sent");
        assertThat(sender.texts()).containsExactly("perhaps", "next");
    }

    @Test
    void lineThatCertainlyDidNotGoOutIsSentAgain() {
        sender.answers.add(new Result.NotSent("cannot connect", Duration.ofMillis(1)));
        queue.offer(answer(ALICE, "again"));

        outcomes.await("sent");
        assertThat(sender.texts()).containsExactly("again", "again");
    }

    @Test
    void replyToADeletedMessageGoesOutWithoutTheReply() {
        sender.answers.add(new Result.NotRepliable());
        queue.offer(answer(ALICE, "hello"));

        outcomes.await("sent");
        assertThat(sender.replies).containsExactly(Optional.of("parent"), Optional.empty());
    }

    @Test
    void whatTwitchOrTheChannelRefusesIsCounted() {
        sender.answers.add(new Result.Dropped("msg_duplicate", "same again"));
        sender.answers.add(new Result.Forbidden("banned"));
        queue.offer(answer(ALICE, "a"));
        outcomes.await("dropped_by_twitch");
        queue.offer(answer(BOB, "b"));

        outcomes.await("dropped_by_twitch", "forbidden");
    }

    @Test
    void closingSendsWhatIsQueuedAndTakesNoMore() {
        queue.offer(answer(ALICE, "one"));
        queue.offer(answer(ALICE, "two"));

        queue.close();
        queue.offer(answer(ALICE, "three"));

        assertThat(sender.texts()).containsExactly("one", "two");
        assertThat(outcomes.all()).containsExactly("sent", "sent", "dropped_stopping");
    }

    private static OutgoingMessage answer(TwitchUserId channel, String text) {
        return OutgoingMessage.reply(channel, "parent", text);
    }

    private static final class Outcomes implements ChatObserver {
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
    private static final class FakeSender implements ChatSender {
        private final Deque<Result> answers = new ArrayDeque<>();
        private final List<String> sent = new ArrayList<>();
        private final List<Optional<String>> replies = new ArrayList<>();
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
            Awaitility.await().untilAsserted(() -> assertThat(texts()).hasSizeGreaterThanOrEqualTo(number));
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
