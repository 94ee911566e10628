package bot.herald.chat;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.identity.TwitchUserId;
import bot.herald.testing.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ChatPaceTest {
    private final TestClock clock = new TestClock();

    @Test
    void twentyLinesInAnyThirtySecondsOverAllChannels() {
        ChatPace pace = new ChatPace(false, clock);
        for (int i = 0; i < 20; i++) {
            assertThat(pace.tryUse(channel(i))).isZero();
            clock.advance(Duration.ofMillis(100));
        }

        assertThat(pace.tryUse(channel(20))).isEqualTo(Duration.ofSeconds(28));
        clock.advance(Duration.ofSeconds(28).minusMillis(1));
        assertThat(pace.tryUse(channel(20))).isEqualTo(Duration.ofMillis(1));
        clock.advance(Duration.ofMillis(1));
        assertThat(pace.tryUse(channel(20))).isZero();
    }

    @Test
    void oneLineASecondInOneChannel() {
        ChatPace pace = new ChatPace(false, clock);
        assertThat(pace.tryUse(channel(1))).isZero();

        assertThat(pace.tryUse(channel(1))).isEqualTo(Duration.ofMillis(1_100));
        assertThat(pace.tryUse(channel(2))).isZero();
        clock.advance(Duration.ofMillis(1_100));
        assertThat(pace.tryUse(channel(1))).isZero();
    }

    @Test
    void verifiedBotMaySendFarMore() {
        ChatPace pace = new ChatPace(true, clock);
        for (int i = 0; i < 7_500; i++) {
            assertThat(pace.tryUse(channel(i))).isZero();
        }

        assertThat(pace.tryUse(channel(7_500))).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void clockThatIsSetBackDoesNotSilenceTheBotForLong() {
        ChatPace pace = new ChatPace(false, clock);
        pace.tryUse(channel(1));
        clock.advance(Duration.ofHours(-1));

        assertThat(pace.tryUse(channel(1))).isLessThanOrEqualTo(Duration.ofMillis(1_100));
    }

    private static TwitchUserId channel(int number) {
        return new TwitchUserId(String.valueOf(1_000 + number));
    }
}
