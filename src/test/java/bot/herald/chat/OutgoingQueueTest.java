package bot.herald.chat;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.chat.ChatSender.Result;
import bot.herald.identity.TwitchUserId;
import bot.herald.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutgoingQueueTest {
    private static final TwitchUserId ALICE = new TwitchUserId("1");
    private static final TwitchUserId BOB = new TwitchUserId("2");
    private static final TwitchUserId BOT = new TwitchUserId("9");

    private final FakeSender sender = new FakeSender();
    private final Outcomes outcomes = new Outcomes();
    private final TestClock clock = new TestClock();
    private final ManualLater later = new ManualLater(clock);
    private final BotRoles roles = new BotRoles(() -> Optional.of(BOT));
    private OutgoingQueue queue = queue(8);

    @AfterEach
    void close() {
        sender.open();
        // What still waits becomes too old, so that closing need not wait for it.
        later.advanceUntil(Duration.ofMinutes(10), () -> queue.waiting() == 0);
        queue.close();
    }

    private OutgoingQueue queue(int senders) {
        OutgoingQueue made = new OutgoingQueue(sender, ChatLimits.of(false), senders, roles, outcomes, clock, later);
        clock.advance(Duration.ofSeconds(2));
        return made;
    }

    @Test
    void afterAStartTheFirstLineLeavesRoomForOneOfTheProcessBefore() {
        OutgoingQueue fresh = new OutgoingQueue(sender, ChatLimits.of(false), 8, roles, outcomes, clock, later);
        fresh.offer(answer(ALICE, "hi"));
        assertThat(fresh.waiting()).isEqualTo(1);
        later.advance(Duration.ofMillis(1_099));
        assertThat(sender.texts()).isEmpty();
        later.advance(Duration.ofMillis(2));

        outcomes.await("sent");
        fresh.close();
    }

    @Test
    void linesOfAChannelKeepTheirOrder() {
        queue.offer(answer(ALICE, "one"));
        queue.offer(answer(ALICE, "two"));

        outcomes.await("sent");
        later.advance(Duration.ofSeconds(2));
        outcomes.await("sent", "sent");
        assertThat(sender.texts()).containsExactly("one", "two");
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
        queue.offer(timer(ALICE, "timer"));
        roles.isModerator(ALICE);
        sender.open();

        outcomes.await("sent", "sent", "sent", "sent");
        assertThat(sender.texts()).containsExactly("under way", "raid", "answer", "timer");
    }

    @Test
    void fullChannelGivesUpTheLeastUrgentLineAndCountsIt() {
        sender.block();
        queue.offer(answer(ALICE, "under way"));
        sender.awaitUnderWay();
        for (int i = 0; i < 500; i++) {
            queue.offer(answer(ALICE, "answer " + i));
        }
        queue.offer(OutgoingMessage.raid(ALICE, "raid"));

        assertThat(outcomes.all()).containsExactly("dropped_full");
        assertThat(queue.waiting()).as("with the one under way").isEqualTo(501);
    }

    @Test
    void lineThatWaitedTooLongIsDropped() {
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
        sender.answers.add(new Result.NotSent("cannot connect", Duration.ofSeconds(5)));
        queue.offer(answer(ALICE, "again"));
        later.awaitPlanned();
        queue.offer(answer(ALICE, "after it"));
        queue.offer(answer(BOB, "waits too, the account is one"));
        later.advance(Duration.ofSeconds(4));
        assertThat(sender.texts()).containsExactly("again");

        later.advanceUntil(Duration.ofSeconds(1), () -> queue.waiting() == 0);
        assertThat(sender.texts()).hasSize(4).containsSubsequence("again", "again", "after it");
    }

    @Test
    void replyToADeletedMessageGoesOutWithoutTheReply() {
        sender.answers.add(new Result.NotRepliable());
        queue.offer(answer(ALICE, "hello"));

        later.awaitPlanned();
        later.advance(Duration.ofSeconds(2));
        outcomes.await("sent");
        assertThat(sender.replies).containsExactly(Optional.of("parent"), Optional.empty());
    }

    @Test
    void whatTwitchOrTheChannelRefusesIsCounted() {
        sender.answers.add(new Result.Dropped("msg_rejected", "held by AutoMod"));
        sender.answers.add(new Result.Forbidden("banned"));
        queue.offer(answer(ALICE, "a"));
        outcomes.await("dropped_by_twitch");
        queue.offer(answer(BOB, "b"));

        outcomes.await("dropped_by_twitch", "forbidden");
        assertThat(queue.standing(ALICE).state()).isEqualTo(ChatStanding.State.SENDING);
        assertThat(queue.standing(ALICE).lastNotShown())
                .contains(new ChatStanding.NotShown("msg_rejected", "held by AutoMod", clock.instant()));
        assertThat(queue.standing(BOB).state()).isEqualTo(ChatStanding.State.STOPPED);
    }

    @Test
    void channelThatShutsTheBotOutIsLeftAloneForAWhileAndThenTriedAgain() {
        sender.answers.add(new Result.Forbidden("banned"));
        sender.block();
        queue.offer(answer(ALICE, "a"));
        sender.awaitUnderWay();
        queue.offer(answer(ALICE, "waits"));
        sender.open();
        outcomes.await("forbidden", "dropped_stopped");
        Instant since = clock.instant();
        assertThat(queue.standing(ALICE))
                .isEqualTo(new ChatStanding(ChatStanding.State.STOPPED, since, "banned", Optional.empty()));

        later.advance(Duration.ofMinutes(4));
        queue.offer(answer(ALICE, "too early"));
        queue.offer(answer(BOB, "elsewhere"));
        outcomes.await("forbidden", "dropped_stopped", "dropped_stopped", "sent");

        sender.answers.add(new Result.Forbidden("banned"));
        later.advance(Duration.ofMinutes(1));
        queue.offer(answer(ALICE, "still"));
        outcomes.await("forbidden", "dropped_stopped", "dropped_stopped", "sent", "forbidden");
        assertThat(queue.standing(ALICE).since()).isEqualTo(since);

        later.advance(Duration.ofMinutes(5));
        queue.offer(answer(ALICE, "unbanned"));
        outcomes.await("forbidden", "dropped_stopped", "dropped_stopped", "sent", "forbidden", "sent");
        assertThat(queue.standing(ALICE)).isEqualTo(ChatStanding.sending(clock.instant()));
    }

    @Test
    void channelThatIsConnectedAnewIsTriedAtOnce() {
        sender.answers.add(new Result.Dropped("msg_banned", "You are banned."));
        queue.offer(answer(ALICE, "a"));
        outcomes.await("dropped_by_twitch");
        assertThat(queue.standing(ALICE).state()).isEqualTo(ChatStanding.State.STOPPED);

        queue.reconnected(ALICE);
        queue.offer(answer(ALICE, "b"));
        later.advanceUntil(Duration.ofSeconds(1), () -> queue.waiting() == 0);

        outcomes.await("dropped_by_twitch", "sent");
    }

    @Test
    void missingBotAccountStopsNoChannel() {
        sender.answers.add(new Result.NoBot("connect it"));
        queue.offer(answer(ALICE, "a"));
        outcomes.await("no_bot");
        assertThat(queue.standing(ALICE).state()).isEqualTo(ChatStanding.State.SENDING);
    }

    @Test
    void sameLineWithinHalfAMinuteIsMadeDifferentUnlessTheBotModerates() {
        for (int i = 0; i < 3; i++) {
            queue.offer(answer(ALICE, "Pong!"));
        }
        later.advanceUntil(Duration.ofMillis(500), () -> queue.waiting() == 0);
        assertThat(sender.texts()).containsExactly("Pong!", "Pong! \u034F", "Pong! \u034F\u034F");

        later.advance(Duration.ofSeconds(31));
        queue.offer(answer(ALICE, "Pong!"));
        sender.awaitSent(4);
        roles.isModerator(BOB);
        queue.offer(answer(BOB, "Pong!"));
        queue.offer(answer(BOB, "Pong!"));
        sender.awaitSent(6);
        assertThat(sender.texts().subList(3, 6)).containsOnly("Pong!");
    }

    @Test
    void longLineKeepsToTwitchsLengthWhenItIsMadeDifferent() {
        String longest = "x".repeat(500);
        queue.offer(answer(ALICE, longest));
        queue.offer(answer(ALICE, longest));
        later.advanceUntil(Duration.ofMillis(500), () -> queue.waiting() == 0);

        assertThat(sender.texts()).containsExactly(longest, "x".repeat(497) + "… \u034F");
    }

    @Test
    void lineThatTwitchTakesForADuplicateIsRepeatedOnceWithADifference() {
        roles.isModerator(ALICE);
        sender.answers.add(new Result.Dropped("msg_duplicate", "same again"));
        sender.answers.add(new Result.Dropped("msg_duplicate", "same again"));
        queue.offer(answer(ALICE, "said before a restart"));
        later.advanceUntil(Duration.ofMillis(500), () -> queue.waiting() == 0);

        outcomes.await("dropped_by_twitch");
        assertThat(sender.texts()).containsExactly("said before a restart", "said before a restart \u034F");
        assertThat(roles.moderates(ALICE))
                .as("moderators may repeat themselves")
                .isFalse();
    }

    @Test
    void lineOverTwitchsLimitGoesOutOnceTheWindowIsOver() {
        sender.answers.add(new Result.Dropped("msg_ratelimit", "too quickly"));
        sender.answers.add(new Result.Dropped("msg_ratelimit", "too quickly"));
        queue.offer(OutgoingMessage.raid(ALICE, "raid"));
        later.awaitPlanned();
        later.advance(Duration.ofSeconds(2));
        sender.awaitSent(2);
        later.awaitPlanned();
        later.advance(Duration.ofSeconds(25));
        assertThat(sender.texts()).hasSize(2);
        later.advance(Duration.ofSeconds(6));

        outcomes.await("sent");
        assertThat(sender.texts()).containsExactly("raid", "raid", "raid");
    }

    @Test
    void whenTheAccountsLimitHoldsLinesUpTheRaidGoesFirstWhereverItIs() {
        queue.close();
        queue = queue(1);
        for (int i = 0; i < 20; i++) {
            queue.offer(timer(new TwitchUserId(String.valueOf(100 + i)), "timer"));
        }
        sender.awaitSent(20);
        queue.offer(timer(ALICE, "last"));
        queue.offer(answer(BOB, "answer"));
        queue.offer(OutgoingMessage.raid(new TwitchUserId("3"), "raid"));

        later.advanceUntil(Duration.ofSeconds(1), () -> queue.waiting() == 0);

        assertThat(sender.texts().subList(20, 23)).containsExactly("raid", "answer", "last");
    }

    @Test
    void channelsWhereTheBotModeratesDoNotKeepTheOthersSilent() {
        TwitchUserId moderated = new TwitchUserId("50");
        roles.isModerator(moderated);
        Duration step = Duration.ofMillis(310);
        for (int i = 1; i <= 142; i++) {
            if (i == 111) {
                queue.offer(timer(ALICE, "me too"));
            }
            queue.offer(timer(moderated, "busy " + i));
            sender.awaitSent(i);
            later.advance(step);
        }
        assertThat(sender.texts()).as("ten seconds of overtaking").doesNotContain("me too");

        for (int i = 0; i < 100; i++) {
            queue.offer(timer(moderated, "held up " + i));
            later.advance(step);
        }
        // It goes together with a line of the other channel, whose next ones may overtake its thread.
        sender.awaitSent(150);
        assertThat(sender.texts().subList(142, 150)).contains("me too");
    }

    @Test
    void lineIsNoMoreWorkWhereThousandsOfChannelsWaitForTheAccount() {
        AtomicInteger looks = new AtomicInteger();
        BotRoles counted = new BotRoles(() -> {
            looks.incrementAndGet();
            return Optional.of(BOT);
        });
        ChatLimits silent = new ChatLimits(0, 0, 20, 100, Duration.ofSeconds(30), Duration.ZERO);
        OutgoingQueue crowded = new OutgoingQueue(sender, silent, 8, counted, outcomes, clock, later);
        for (int i = 0; i < 2_000; i++) {
            crowded.offer(answer(new TwitchUserId(String.valueOf(100 + i)), "waits"));
        }
        looks.set(0);
        crowded.offer(answer(ALICE, "one more"));

        assertThat(looks.get()).as("looks at what the bot is in a channel").isLessThan(10);
        later.advanceUntil(Duration.ofMinutes(1), () -> crowded.waiting() == 0);
        crowded.close();
    }

    @Test
    void closingSendsWhatIsQueuedAndTakesNoMore() {
        queue.offer(answer(ALICE, "one"));
        queue.offer(answer(BOB, "two"));

        queue.close();
        queue.offer(answer(ALICE, "three"));

        assertThat(sender.texts()).containsExactlyInAnyOrder("one", "two");
        assertThat(outcomes.all()).containsExactly("sent", "sent", "dropped_stopping");
    }

    private static OutgoingMessage answer(TwitchUserId channel, String text) {
        return OutgoingMessage.reply(channel, "parent", text);
    }

    private static OutgoingMessage timer(TwitchUserId channel, String text) {
        return new OutgoingMessage(
                channel, text, Optional.empty(), OutgoingMessage.Priority.TIMER, Duration.ofMinutes(2));
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
