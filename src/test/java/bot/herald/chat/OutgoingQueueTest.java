package bot.herald.chat;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.chat.ChatSender.Result;
import bot.herald.chat.ChatSender.Result.Holds;
import bot.herald.identity.TwitchUserId;
import bot.herald.retry.WakeUps.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The order and pace of lines. */
class OutgoingQueueTest extends WithOutgoingQueue {
    @Test
    void afterAStartTheFirstLineLeavesRoomForOneOfTheProcessBefore() {
        OutgoingQueue fresh = queue(ChatLimits.of(false), 8, roles);
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
    void accountsLimitHoldsUpEveryChannel() {
        sender.answers.add(notSent(Duration.ofSeconds(5), Holds.ACCOUNT));
        queue.offer(answer(ALICE, "again"));
        later.awaitPlanned();
        queue.offer(answer(BOB, "waits too"));
        wakeUps.happened(new Reason.TokenRenewed(BOT));
        later.advance(Duration.ofSeconds(4));
        assertThat(sender.texts()).containsExactly("again");

        later.advanceUntil(Duration.ofSeconds(1), () -> queue.waiting() == 0);
        assertThat(sender.texts()).hasSize(3);
    }

    @Test
    void lineThatWaitsLongestIsKnown() {
        assertThat(oldest()).isZero();
        sender.answers.add(notSent(Duration.ofSeconds(50), Holds.CHANNEL));
        queue.offer(answer(ALICE, "again"));
        later.awaitPlanned();
        later.advance(Duration.ofSeconds(7));
        sender.answers.add(notSent(Duration.ofSeconds(50), Holds.CHANNEL));
        queue.offer(answer(BOB, "younger"));

        assertThat(oldest()).isEqualTo(Duration.ofSeconds(7));
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
        queue.offer(answer(BOB, "elsewhere"));
        sender.awaitSent(3);
        later.advance(Duration.ofSeconds(25));
        assertThat(sender.texts()).hasSize(3);
        later.advance(Duration.ofSeconds(6));

        outcomes.await("sent", "sent");
        assertThat(sender.texts()).containsExactly("raid", "raid", "elsewhere", "raid");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, -1})
    void lineThatWaitsWhenSomebodySetsTheHostsClockIsSaidAsIfNobodyHad(int hours) {
        queue.offer(answer(ALICE, "one"));
        outcomes.await("sent");
        queue.offer(answer(ALICE, "two"));
        clock.set(Duration.ofHours(hours));
        assertThat(oldest()).isZero();
        later.advance(Duration.ofMillis(1_101));

        outcomes.await("sent", "sent");
        assertThat(sender.texts()).containsExactly("one", "two");
    }

    @Test
    void linesOverTwitchsLimitInSeveralChannelsHoldUpTheAccount() {
        roles.isModerator(ALICE);
        roles.isModerator(BOB);
        sender.answers.add(new Result.Dropped("msg_ratelimit", "too quickly"));
        sender.answers.add(new Result.Dropped("msg_ratelimit", "too quickly"));
        queue.offer(OutgoingMessage.raid(ALICE, "a"));
        sender.awaitSent(1);
        queue.offer(OutgoingMessage.raid(BOB, "b"));
        sender.awaitSent(2);
        later.awaitPlanned();
        Awaitility.await().until(() -> queue.standing(BOB).notShown().isPresent());

        queue.offer(answer(new TwitchUserId("3"), "elsewhere"));
        later.advance(Duration.ofSeconds(25));

        assertThat(sender.texts()).containsExactly("a", "b");
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
            // The clock must not run ahead of the threads that send, nor the other channel's next lines of this one's.
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> queue.waiting() == 0
                            || (later.isPlanned()
                                    && (queue.waiting(ALICE) > 0
                                            || sender.texts().contains("me too"))));
        }
        // It goes together with a line of the other channel.
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
        OutgoingQueue crowded = queue(silent, 8, counted);
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
        List<String> log = logged(() -> queue.offer(answer(ALICE, "three")));

        assertThat(log)
                .containsExactly(
                        "[WARN] broadcaster=" + ALICE + " kind=answer the line was dropped, because Herald stops");
        assertThat(sender.texts()).containsExactlyInAnyOrder("one", "two");
        assertThat(outcomes.all()).containsExactly("sent", "sent", "dropped_stopping");
    }

    @Test
    void everyLineThatIsNotSaidBeforeHeraldStopsIsToldOf() {
        sender.block();
        sender.answers.add(new Result.NotSent("too many requests", Optional.empty(), Holds.CHANNEL));
        sender.answers.add(new Result.Unclear("no answer"));
        queue.offer(OutgoingMessage.raid(ALICE, "under way"));
        sender.awaitUnderWay();
        queue.offer(OutgoingMessage.raid(ALICE, "waits"));
        queue.offer(OutgoingMessage.raid(BOB, "under way, too"));

        List<String> log = logged(() -> {
            Thread.currentThread().interrupt();
            queue.close();
            assertThat(Thread.interrupted()).isTrue();
            outcomes.await("dropped_stopping", "dropped_stopping", "dropped_stopping");
        });

        assertThat(log)
                .contains("[WARN] broadcaster=" + ALICE + " kind=raid the line was dropped, because Herald stops")
                .anyMatch(line -> line.endsWith(" kind=raid unclear whether the line was sent, and Herald stops"));
        assertThat(queue.waiting()).isZero();
    }
}
