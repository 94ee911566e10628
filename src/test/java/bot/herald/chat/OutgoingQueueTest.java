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
import bot.herald.retry.WakeUps.Reason;
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
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class OutgoingQueueTest {
    private static final TwitchUserId ALICE = new TwitchUserId("1");
    private static final TwitchUserId BOB = new TwitchUserId("2");
    private static final TwitchUserId BOT = new TwitchUserId("9");
    private static final Instant ASKED = Instant.parse("2030-01-01T00:00:00Z");

    private final FakeSender sender = new FakeSender();
    private final Outcomes outcomes = new Outcomes();
    private final TestClock clock = new TestClock();
    private final ManualLater later = new ManualLater(clock);
    private final BotRoles roles = new BotRoles(() -> Optional.of(BOT));
    private final WakeUps wakeUps = new WakeUps();
    private final List<WakeUps.Reason> reasons = new CopyOnWriteArrayList<>();
    /** Since when a channel's chat arrives. */
    private final Map<TwitchUserId, Instant> chatSince = new ConcurrentHashMap<>();

    private OutgoingQueue queue = queue(8);

    @AfterEach
    void close() {
        sender.open();
        // What still waits becomes too old, so that closing need not wait for it.
        later.advanceUntil(Duration.ofMinutes(10), () -> queue.waiting() == 0);
        queue.close();
    }

    private OutgoingQueue queue(ChatLimits limits, int senders, BotRoles known) {
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

    private OutgoingQueue queue(int senders) {
        OutgoingQueue made = queue(ChatLimits.of(false), senders, roles);
        clock.advance(Duration.ofSeconds(2));
        return made;
    }

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
    void unclearLineThatTheBotHearsWasSaidAndTheNextOneWaitsForThat() {
        hearChat(ALICE);
        sender.answers.add(new Result.Unclear("connection lost"));
        queue.offer(OutgoingMessage.raid(ALICE, "perhaps"));
        queue.offer(answer(ALICE, "next"));
        sender.awaitSent(1);
        later.awaitPlanned();
        later.advance(Duration.ofMillis(1_900));
        assertThat(sender.texts()).containsExactly("perhaps");

        queue.hear(line(ALICE, BOT, "m1", "perhaps"));

        outcomes.await("sent", "sent");
        assertThat(sender.texts()).containsExactly("perhaps", "next");
        assertThat(sender.settled).containsExactly(new Result.Sent("m1"));
    }

    @Test
    void unclearLineThatTheBotHeardBeforeTheAnswerCameWasSaid() {
        hearChat(ALICE);
        sender.answers.add(new Result.Unclear("no answer within 4 s"));
        sender.block();
        queue.offer(answer(ALICE, "perhaps"));
        sender.awaitUnderWay();
        queue.hear(line(ALICE, BOT, "m1", "@Viewer perhaps"));
        sender.open();

        outcomes.await("sent");
        later.advance(Duration.ofSeconds(20));
        assertThat(sender.texts()).containsExactly("perhaps");
    }

    @Test
    void unclearLineThatDoesNotComeBackIsSaidAgainAsItWas() {
        hearChat(ALICE);
        queue.offer(answer(ALICE, "Pong!"));
        outcomes.await("sent");
        queue.hear(line(ALICE, BOT, "m1", "Pong!"));
        sender.answers.add(new Result.Unclear("HTTP 500"));
        sender.answers.add(new Result.Unclear("HTTP 500"));
        queue.offer(answer(ALICE, "Pong!"));
        later.advance(Duration.ofSeconds(2));
        sender.awaitSent(2);
        queue.hear(line(ALICE, new TwitchUserId("77"), "m2", "Pong! \u034F"));
        later.awaitPlanned();
        later.advance(Duration.ofMillis(1_900));
        assertThat(sender.texts()).hasSize(2);
        later.advance(Duration.ofMillis(200));

        sender.awaitSent(3);
        later.advanceUntil(Duration.ofMillis(500), () -> queue.waiting() == 0);
        assertThat(sender.texts()).containsExactly("Pong!", "Pong! \u034F", "Pong! \u034F", "Pong! \u034F");
        outcomes.await("sent", "sent");
    }

    @Test
    void whatTwitchTakesForADuplicateTheSecondTimeHadBeenSaid() {
        hearChat(ALICE);
        sender.answers.add(new Result.Unclear("HTTP 500"));
        sender.answers.add(new Result.Dropped("msg_duplicate", "same again"));
        queue.offer(answer(ALICE, "hello"));
        later.advanceUntil(Duration.ofMillis(500), () -> queue.waiting() == 0);

        outcomes.await("sent");
        assertThat(sender.texts()).containsExactly("hello", "hello");
    }

    @Test
    void unclearLineIsNotSaidAgainWhereTheBotDoesNotHearTheChat() {
        sender.answers.add(new Result.Unclear("connection lost"));
        queue.offer(answer(ALICE, "perhaps"));
        later.advanceUntil(Duration.ofMillis(500), () -> queue.waiting() == 0);
        outcomes.await("unclear");

        hearChat(BOB);
        sender.answers.add(new Result.Unclear("connection lost"));
        queue.offer(answer(BOB, "socket lost meanwhile"));
        sender.awaitSent(2);
        clock.advance(Duration.ofMillis(10));
        hearChat(BOB);
        later.advanceUntil(Duration.ofMillis(500), () -> queue.waiting() == 0);

        outcomes.await("unclear", "unclear");
        assertThat(sender.texts()).containsExactly("perhaps", "socket lost meanwhile");
        assertThat(sender.settled).hasSize(2).hasOnlyElementsOfType(Result.Unclear.class);
    }

    @Test
    void unclearLineIsNotSaidAgainWhereTheBotNeverHearsItself() {
        hearChat(ALICE);
        queue.offer(answer(ALICE, "not heard"));
        outcomes.await("sent");
        later.advance(Duration.ofSeconds(11));
        sender.answers.add(new Result.Unclear("connection lost"));
        queue.offer(answer(ALICE, "perhaps"));
        later.advanceUntil(Duration.ofMillis(500), () -> queue.waiting() == 0);

        outcomes.await("sent", "unclear");
    }

    @Test
    void whereLinesComeBackSlowlyTheBotWaitsLonger() {
        hearChat(ALICE);
        queue.offer(answer(ALICE, "one"));
        outcomes.await("sent");
        later.advance(Duration.ofSeconds(3));
        queue.hear(line(ALICE, BOT, "m1", "one"));
        sender.answers.add(new Result.Unclear("HTTP 500"));
        queue.offer(answer(ALICE, "two"));
        sender.awaitSent(2);
        later.awaitPlanned();
        later.advance(Duration.ofSeconds(4));
        queue.hear(line(ALICE, BOT, "m2", "two"));

        outcomes.await("sent", "sent");
        assertThat(sender.texts()).containsExactly("one", "two");
    }

    private void hearChat(TwitchUserId channel) {
        chatSince.put(channel, clock.instant());
    }

    private ChatMessageReceived line(TwitchUserId channel, TwitchUserId chatter, String id, String text) {
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

    @Test
    void lineThatCertainlyDidNotGoOutIsSentAgainAndHoldsUpItsChannelOnly() {
        sender.answers.add(notSent(Duration.ofSeconds(5), Holds.CHANNEL));
        queue.offer(answer(ALICE, "again"));
        later.awaitPlanned();
        queue.offer(answer(ALICE, "after it"));
        queue.offer(answer(BOB, "elsewhere"));
        later.advance(Duration.ofSeconds(4));
        sender.awaitSent(2);
        assertThat(sender.texts()).containsExactly("again", "elsewhere");

        later.advanceUntil(Duration.ofSeconds(1), () -> queue.waiting() == 0);
        assertThat(sender.texts()).hasSize(4).containsSubsequence("again", "again", "after it");
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
    void lineThatWaitsForATokenGoesOutAsSoonAsItIsRenewed() {
        sender.answers.add(notSent(Duration.ofSeconds(50), Holds.TOKEN));
        queue.offer(answer(ALICE, "again"));
        later.awaitPlanned();
        later.advance(Duration.ofSeconds(2));
        wakeUps.happened(new Reason.TokenRenewed(ALICE));
        assertThat(sender.texts()).containsExactly("again");

        wakeUps.happened(new Reason.TokenRenewed(BOT));

        outcomes.await("sent");
        assertThat(sender.texts()).containsExactly("again", "again");
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

    private Duration oldest() {
        return queue.check().ages().getOrDefault("oldest-line", Duration.ZERO);
    }

    private static Result.NotSent notSent(Duration after, Holds holds) {
        return new Result.NotSent("not now", Optional.of(after), holds);
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
    void deletedMessagesAreNotAnswered() {
        sender.block();
        queue.offer(answer(ALICE, "under way"));
        sender.awaitUnderWay();
        queue.offer(answer(ALICE, "deleted", "q1", "5"));
        queue.offer(answer(ALICE, "kept", "q2", "5"));
        queue.hear(deletion("message_delete", ASKED, Map.of("message_id", "q1")));
        queue.hear(deletion("message_delete", ASKED, Map.of("message_id", "q3")));
        queue.hear(deletion("message_delete", ASKED, Map.of()));
        queue.offer(answer(ALICE, "deleted before it was answered", "q3", "5"));
        queue.offer(answer(BOB, "elsewhere", "q3", "5"));
        roles.isModerator(ALICE);
        sender.open();

        Awaitility.await().until(() -> queue.waiting() == 0);
        assertThat(sender.texts()).containsExactlyInAnyOrder("under way", "kept", "elsewhere");
        assertThat(outcomes.all())
                .containsExactlyInAnyOrder("dropped_deleted", "dropped_deleted", "sent", "sent", "sent");
    }

    @Test
    void nothingIsAnsweredThatSomebodyWroteBeforeATimeout() {
        queue.hear(deletion("clear_user_messages", ASKED, Map.of("target_user_id", "5", "target_user_name", "Five")));
        queue.offer(answer(ALICE, "written before", "q1", "5"));
        queue.offer(answer(ALICE, "somebody else's", "q2", "6"));
        outcomes.await("dropped_deleted", "sent");

        queue.hear(deletion("clear_user_messages", ASKED.minusSeconds(1), Map.of("target_user_id", "6")));
        later.advance(Duration.ofSeconds(2));
        queue.offer(answer(ALICE, "written after", "q3", "6"));
        outcomes.await("dropped_deleted", "sent", "sent");
        assertThat(sender.texts()).containsExactly("somebody else's", "written after");
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
        assertThat(queue.standing(ALICE).notShown())
                .contains(new ChatStanding.NotShown("msg_rejected", "held by AutoMod", clock.instant()));
        assertThat(queue.standing(BOB).state()).isEqualTo(ChatStanding.State.STOPPED);
    }

    @Test
    void aLineThatTwitchDoesNotShowIsToldUntilOneAppears() {
        sender.answers.add(new Result.Dropped("msg_emoteonly", "emote-only"));
        queue.offer(answer(ALICE, "a"));
        outcomes.await("dropped_by_twitch");
        Instant since = queue.standing(ALICE).since();
        assertThat(queue.standing(ALICE).notShown()).isPresent();
        later.advance(Duration.ofSeconds(2));
        queue.offer(answer(ALICE, "b"));
        outcomes.await("dropped_by_twitch", "sent");

        assertThat(queue.standing(ALICE).notShown()).isEmpty();
        assertThat(queue.standing(ALICE).since()).isEqualTo(since);
    }

    @Test
    void channelThatShutsTheBotOutIsTriedAgainAfterAWhileWithWhatIsNotTooOld() {
        wakeUps.listen(reasons::add);
        sender.answers.add(new Result.Forbidden("banned"));
        queue.offer(OutgoingMessage.raid(ALICE, "raid"));
        outcomes.await("forbidden");
        Instant since = clock.instant();
        assertThat(queue.standing(ALICE))
                .isEqualTo(new ChatStanding(ChatStanding.State.STOPPED, since, "banned", Optional.empty()));
        queue.offer(answer(BOB, "elsewhere"));
        outcomes.await("forbidden", "sent");
        assertThat(reasons).isEmpty();

        sender.answers.add(new Result.Forbidden("banned"));
        later.awaitPlanned();
        later.advance(Duration.ofSeconds(5));
        outcomes.await("forbidden", "sent", "forbidden");
        assertThat(queue.standing(ALICE).since()).isEqualTo(since);

        later.advance(Duration.ofSeconds(20));
        assertThat(sender.texts()).hasSize(3);
        later.advance(Duration.ofSeconds(10));
        outcomes.await("forbidden", "sent", "forbidden", "sent");
        assertThat(sender.texts()).last().isEqualTo("raid");
        // The try is due within these ten seconds, and says when it was made.
        Instant accepted = queue.standing(ALICE).since();
        assertThat(accepted).isBetween(clock.instant().minusSeconds(10), clock.instant());
        assertThat(queue.standing(ALICE)).isEqualTo(ChatStanding.sending(accepted));
        assertThat(reasons).containsExactly(new Reason.LineAccepted(ALICE));
    }

    @Test
    void channelThatShutTheBotOutIsTriedAtOnceWhenItsStandingThereChanges() {
        for (int i = 0; i < 2; i++) {
            sender.answers.add(new Result.Forbidden("banned"));
        }
        queue.offer(OutgoingMessage.raid(ALICE, "raid"));
        later.awaitPlanned();
        later.advance(Duration.ofSeconds(5));
        outcomes.await("forbidden", "forbidden");
        later.advance(Duration.ofSeconds(2));
        wakeUps.happened(new Reason.StandingChanged(BOB));
        assertThat(sender.texts()).hasSize(2);

        wakeUps.happened(new Reason.StandingChanged(ALICE));

        outcomes.await("forbidden", "forbidden", "sent");
    }

    @Test
    void newSubscriptionToTheChatShowsThatTheBotIsNotBannedAnyMore() {
        for (int i = 0; i < 2; i++) {
            sender.answers.add(new Result.Forbidden("banned"));
        }
        queue.offer(OutgoingMessage.raid(ALICE, "raid"));
        later.awaitPlanned();
        later.advance(Duration.ofSeconds(5));
        outcomes.await("forbidden", "forbidden");
        later.advance(Duration.ofSeconds(2));
        hearChat(ALICE);

        queue.offer(answer(ALICE, "answer"));

        sender.awaitSent(3);
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

        outcomes.await("dropped_by_twitch", "sent", "sent");
        assertThat(sender.texts()).containsExactly("a", "a", "b");
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
    void whenTheBotIsHeardAgainIsToldByTheHostsClock() {
        sender.answers.add(new Result.Forbidden("banned"));
        queue.offer(answer(ALICE, "a"));
        outcomes.await("forbidden");
        clock.set(Duration.ofHours(1));

        assertThat(queue.stopped())
                .hasEntrySatisfying(ALICE, stop -> assertThat(stop.since()).isEqualTo(clock.instant()));
        assertThat(queue.stoppedUntil(ALICE))
                .hasValueSatisfying(at -> assertThat(at)
                        .isAfter(clock.instant())
                        .isBefore(clock.instant().plusSeconds(6)));
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
    void lineThatTwitchTookAtTheThirdTryIsToldOf() {
        for (int i = 0; i < 2; i++) {
            sender.answers.add(new Result.NotSent("too many requests", Optional.empty(), Holds.CHANNEL));
        }

        List<String> log = logged(() -> {
            queue.offer(OutgoingMessage.raid(ALICE, "raid"));
            later.advanceUntil(Duration.ofMillis(100), () -> queue.waiting() == 0);
        });

        assertThat(log)
                .hasSize(3)
                .last(InstanceOfAssertFactories.STRING)
                .matches("\\[INFO] broadcaster=" + ALICE + " kind=raid sent after \\d+ ms, tries=3");
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

    /** What was made of lines meanwhile, as the log has it. */
    private static List<String> logged(Runnable meanwhile) {
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

    private static OutgoingMessage answer(TwitchUserId channel, String text) {
        return answer(channel, text, "parent", "5");
    }

    private static OutgoingMessage answer(TwitchUserId channel, String text, String question, String chatter) {
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
    private static TwitchEvent deletion(String type, Instant at, Map<String, String> fields) {
        EventOrigin.Content content = new EventOrigin.Content() {
            @Override
            public <E> E as(Class<E> wanted) {
                return wanted.cast(fields);
            }
        };
        return new TwitchEvent(new EventOrigin("deletion", "channel.chat." + type, at, content), ALICE);
    }

    private static OutgoingMessage timer(TwitchUserId channel, String text) {
        return new OutgoingMessage(channel, text, OutgoingMessage.Priority.TIMER, Duration.ofMinutes(2));
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
        private final List<Result> settled = new CopyOnWriteArrayList<>();
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
