package bot.herald.chat;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.chat.ChatSender.Result;
import bot.herald.chat.ChatSender.Result.Holds;
import bot.herald.retry.WakeUps.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Lines that Twitch did not take or show, and those that nobody wants any more. */
class RefusedLinesTest extends WithOutgoingQueue {
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
        banTheBot();
        wakeUps.happened(new Reason.StandingChanged(BOB));
        assertThat(sender.texts()).hasSize(2);

        wakeUps.happened(new Reason.StandingChanged(ALICE));

        outcomes.await("forbidden", "forbidden", "sent");
    }

    @Test
    void newSubscriptionToTheChatShowsThatTheBotIsNotBannedAnyMore() {
        banTheBot();
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

    /** Until Alice's channel has refused a line twice and is only tried again after a long pause. */
    private void banTheBot() {
        for (int i = 0; i < 2; i++) {
            sender.answers.add(new Result.Forbidden("banned"));
        }
        queue.offer(OutgoingMessage.raid(ALICE, "raid"));
        later.awaitPlanned();
        later.advance(Duration.ofSeconds(5));
        outcomes.await("forbidden", "forbidden");
        later.advance(Duration.ofSeconds(2));
    }
}
