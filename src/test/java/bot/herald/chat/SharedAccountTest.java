package bot.herald.chat;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.chat.ChatSender.Result;
import bot.herald.identity.TwitchUserId;
import bot.herald.retry.ForwardClock;
import bot.herald.retry.WakeUps;
import bot.herald.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several instances speak as one account. */
class SharedAccountTest {
    private static final Duration WINDOW = Duration.ofSeconds(30);

    private final TestClock clock = new TestClock();
    private final ManualLater later = new ManualLater(clock);
    private final SharedTurns turns = new SharedTurns(clock);
    private final AtomicInteger live = new AtomicInteger(1);
    private final BotRoles roles = new BotRoles(() -> Optional.of(new TwitchUserId("9")));
    private final List<OutgoingQueue> instances = new ArrayList<>();
    private final List<Said> said = new ArrayList<>();

    private record Said(TwitchUserId channel, Instant at) {}

    @AfterEach
    void close() {
        later.advanceUntil(Duration.ofMinutes(10), () -> waiting() == 0);
        instances.forEach(OutgoingQueue::close);
    }

    private OutgoingQueue joins() {
        OutgoingQueue queue = new OutgoingQueue(
                new OutgoingQueue.Needs(
                        this::send,
                        turns,
                        live::get,
                        OwnLines.UNHEARD,
                        roles,
                        outcome -> {},
                        new WakeUps(),
                        new ForwardClock(clock)),
                ChatLimits.of(false),
                8,
                later);
        queue.start();
        instances.add(queue);
        live.set(instances.size());
        return queue;
    }

    private Result send(TwitchUserId channel, String text, Optional<String> replyTo) {
        synchronized (said) {
            said.add(new Said(channel, clock.instant()));
        }
        return new Result.Sent("id");
    }

    private int waiting() {
        return instances.stream().mapToInt(OutgoingQueue::waiting).sum();
    }

    private List<Said> said() {
        synchronized (said) {
            return List.copyOf(said);
        }
    }

    @Test
    void togetherTheyStayWithinTheAccountsLimitInAnyWindowAlsoWhileOthersJoin() {
        speak(joins(), 100, 25);
        later.advanceUntil(Duration.ofMillis(100), () -> said().size() == 20);
        speak(joins(), 200, 25);
        later.advanceUntil(Duration.ofMillis(500), () -> said().size() >= 35);
        speak(joins(), 300, 25);
        later.advanceUntil(Duration.ofMillis(500), () -> waiting() == 0);

        assertThat(said()).hasSize(75);
        assertThat(mostInAWindow()).isEqualTo(20);
    }

    @Test
    void oneThatIsAloneUsesItAllAlthoughOthersLive() {
        OutgoingQueue busy = joins();
        joins();
        speak(busy, 100, 20);
        later.advanceUntil(Duration.ofMillis(100), () -> said().size() == 20);

        assertThat(Duration.between(said().get(0).at(), said().get(19).at())).isLessThan(WINDOW);
    }

    @Test
    void linesOfOneChannelAreASecondApartWhoeverSaysThem() {
        OutgoingQueue one = joins();
        OutgoingQueue other = joins();
        TwitchUserId channel = new TwitchUserId("1");
        for (int i = 0; i < 8; i++) {
            one.offer(OutgoingMessage.raid(channel, "one " + i));
            other.offer(OutgoingMessage.raid(channel, "other " + i));
        }
        later.advanceUntil(Duration.ofMillis(100), () -> waiting() == 0);

        List<Said> all = said();
        assertThat(all).hasSize(16);
        for (int i = 1; i < all.size(); i++) {
            assertThat(Duration.between(all.get(i - 1).at(), all.get(i).at()))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(1_100));
        }
    }

    @Test
    void whileNobodyCanCountTogetherEachKeepsToItsShare() {
        turns.away(true);
        OutgoingQueue one = joins();
        OutgoingQueue other = joins();
        later.advance(Duration.ofSeconds(5));
        speak(one, 100, 25);
        speak(other, 200, 25);
        later.advanceUntil(Duration.ofMillis(500), () -> waiting() == 0);

        assertThat(said()).hasSize(50);
        assertThat(mostInAWindow()).isEqualTo(20);
    }

    @Test
    void theShareIsNeverLessThanOneLine() {
        ChatLimits share = ChatLimits.of(false).dividedBy(40);

        assertThat(share.account(ChannelRole.EVERYONE)).isEqualTo(1);
        assertThat(share.account(ChannelRole.MODERATOR)).isEqualTo(2);
        assertThat(share.between()).isEqualTo(Duration.ofSeconds(44));
    }

    /** Each line in a channel of its own, so that the account's limit alone counts. */
    private static void speak(OutgoingQueue queue, int firstChannel, int lines) {
        for (int i = 0; i < lines; i++) {
            queue.offer(OutgoingMessage.raid(new TwitchUserId(Integer.toString(firstChannel + i)), "line " + i));
        }
    }

    private long mostInAWindow() {
        List<Said> all = said();
        return all.stream()
                .mapToLong(first -> all.stream()
                        .filter(one -> !one.at().isBefore(first.at())
                                && one.at().isBefore(first.at().plus(WINDOW)))
                        .count())
                .max()
                .orElse(0);
    }
}
