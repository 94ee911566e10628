package bot.herald.chat;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.identity.TwitchUserId;
import bot.herald.retry.ForwardClock;
import bot.herald.testing.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChatPaceTest {
    private final TestClock clock = new TestClock();
    private final ChatPace pace = new ChatPace(ChatLimits.of(false), new ForwardClock(clock));

    @BeforeEach
    void someTimeAfterTheStart() {
        clock.advance(Duration.ofSeconds(2));
    }

    @Test
    void twentyLinesInAnyThirtySecondsOverAllChannels() {
        for (int i = 0; i < 20; i++) {
            say(i, ChannelRole.EVERYONE);
            clock.advance(Duration.ofMillis(100));
        }

        assertThat(pace.untilAccountIsFree(ChannelRole.EVERYONE)).isEqualTo(Duration.ofSeconds(28));
        assertThat(pace.untilAccountIsFree(ChannelRole.VIP)).isEqualTo(Duration.ofSeconds(28));
        clock.advance(Duration.ofSeconds(28).minusMillis(1));
        assertThat(pace.untilAccountIsFree(ChannelRole.EVERYONE)).isEqualTo(Duration.ofMillis(1));
        clock.advance(Duration.ofMillis(1));
        assertThat(pace.untilAccountIsFree(ChannelRole.EVERYONE)).isZero();
    }

    @Test
    void hundredLinesWhereTheBotModeratesWhichCountForTheOtherChannelsToo() {
        for (int i = 0; i < 100; i++) {
            say(1, ChannelRole.MODERATOR);
            clock.advance(Duration.ofMillis(10));
        }

        assertThat(pace.untilAccountIsFree(ChannelRole.MODERATOR)).isEqualTo(Duration.ofSeconds(29));
        assertThat(pace.untilAccountIsFree(ChannelRole.EVERYONE))
                .as("81 of them have to be out of the window")
                .isEqualTo(Duration.ofMillis(29_800));
    }

    @Test
    void oneLineASecondInOneChannelWhereTheBotIsNothingSpecial() {
        say(1, ChannelRole.EVERYONE);

        assertThat(pace.untilChannelIsFree(channel(1), ChannelRole.EVERYONE)).isEqualTo(Duration.ofMillis(1_100));
        assertThat(pace.untilChannelIsFree(channel(1), ChannelRole.VIP)).isZero();
        assertThat(pace.untilChannelIsFree(channel(1), ChannelRole.MODERATOR)).isZero();
        assertThat(pace.untilChannelIsFree(channel(2), ChannelRole.EVERYONE)).isZero();
        clock.advance(Duration.ofMillis(1_100));
        assertThat(pace.untilChannelIsFree(channel(1), ChannelRole.EVERYONE)).isZero();
    }

    @Test
    void lineCountsUntilThirtySecondsAfterItsAnswerBecauseTwitchCountedItSomewhereInBetween() {
        for (int i = 0; i < 20; i++) {
            pace.begin(channel(i));
        }
        clock.advance(Duration.ofSeconds(40));
        assertThat(pace.untilAccountIsFree(ChannelRole.EVERYONE)).isPositive();
        pace.end(channel(0));

        assertThat(pace.untilAccountIsFree(ChannelRole.EVERYONE)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void verifiedBotMaySendFarMoreButNotInOneChannel() {
        ChatPace verified = new ChatPace(ChatLimits.of(true), new ForwardClock(clock));
        for (int i = 0; i < 7_500; i++) {
            assertThat(verified.untilAccountIsFree(ChannelRole.EVERYONE)).isZero();
            verified.begin(channel(i % 75));
            verified.end(channel(i % 75));
        }

        assertThat(verified.untilAccountIsFree(ChannelRole.EVERYONE)).isEqualTo(Duration.ofSeconds(30));
        assertThat(verified.untilChannelIsFree(channel(1), ChannelRole.MODERATOR))
                .isEqualTo(Duration.ofSeconds(30));
        assertThat(verified.untilChannelIsFree(channel(76), ChannelRole.MODERATOR))
                .isZero();
    }

    private void say(int number, ChannelRole role) {
        assertThat(pace.untilAccountIsFree(role)).isZero();
        pace.begin(channel(number));
        pace.end(channel(number));
    }

    private static TwitchUserId channel(int number) {
        return new TwitchUserId(String.valueOf(1_000 + number));
    }
}
