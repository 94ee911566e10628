package bot.herald.chat;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.chat.ChatSender.Result;
import bot.herald.identity.TwitchUserId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Lines of which Twitch did not say whether they appeared. */
class UnclearLinesTest extends WithOutgoingQueue {
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
}
