package bot.herald.auth;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.auth.Completion.Refused;
import bot.herald.auth.DeviceCodeClient.CodeAnswer;
import bot.herald.auth.DeviceCodeClient.DeviceCode;
import bot.herald.auth.DeviceCodeClient.PollAnswer;
import bot.herald.identity.ProviderFailure;
import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import bot.herald.testing.TestClock;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeviceLoginTest {
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration LIFETIME = Duration.ofMinutes(30);

    private final TestClock clock = new TestClock();
    private PollAnswer answer = new PollAnswer.Pending();
    private int asked;
    private final DeviceLogin login = new DeviceLogin(
            new DeviceCode(
                    new Secret("device"), "ABCD", URI.create("https://www.twitch.tv/activate"), LIFETIME, INTERVAL),
            Purpose.CHANNEL,
            Set.of(),
            new DeviceCodeClient() {
                @Override
                public CodeAnswer codeFor(Set<Scope> scopes) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public PollAnswer poll(Secret deviceCode, Set<Scope> scopes) {
                    asked++;
                    return answer;
                }
            },
            grant -> {
                throw new UnsupportedOperationException();
            },
            clock);

    @Test
    void aClockThatIsSetBackKeepsNobodyFromAsking() {
        clock.advance(INTERVAL);
        login.poll();
        clock.set(Duration.ofHours(-1));
        login.poll();
        assertThat(asked).isEqualTo(1);
        clock.advance(INTERVAL);
        login.poll();

        assertThat(asked).isEqualTo(2);
    }

    @Test
    void aClockThatIsSetForwardEndsNothingThatTwitchSaysGoesOn() {
        clock.set(Duration.ofHours(1));
        assertThat(login.poll()).isEmpty();
        answer = new PollAnswer.SlowDown();
        clock.advance(INTERVAL);
        assertThat(login.poll()).isEmpty();

        assertThat(asked).isEqualTo(2);
    }

    @Test
    void whileTwitchIsOutOfOrderACodeEndsWithItsTime() {
        answer = new PollAnswer.Failed(new ProviderFailure.RetryLater("Twitch answered 503", Optional.empty()), false);
        clock.advance(LIFETIME);
        assertThat(login.poll()).isEmpty();
        clock.advance(INTERVAL);

        assertThat(login.poll()).containsInstanceOf(Refused.class);
    }
}
