package bot.herald.feature.command;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.event.Role;
import bot.herald.identity.TwitchUserId;
import bot.herald.testing.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CooldownsTest {
    private static final TwitchUserId CHANNEL = new TwitchUserId("1");
    private static final TwitchUserId PAL = new TwitchUserId("2");

    private final TestClock clock = new TestClock();
    private final Cooldowns cooldowns = new Cooldowns(clock);

    private boolean use(Role role) {
        return cooldowns.tryUse(CHANNEL, "hi", PAL, role, new Cooldown(10, 0));
    }

    @Test
    void aCommandRestsAsLongAsItSays() {
        assertThat(use(Role.EVERYONE)).isTrue();
        assertThat(use(Role.EVERYONE)).isFalse();
        assertThat(cooldowns.rest(CHANNEL, "hi", Role.EVERYONE)).contains(Duration.ofSeconds(10));
        assertThat(use(Role.MODERATOR)).isTrue();

        clock.advance(Duration.ofMillis(9_999));
        assertThat(use(Role.EVERYONE)).isFalse();
        clock.advance(Duration.ofMillis(1));
        assertThat(use(Role.EVERYONE)).isTrue();
    }

    @Test
    void aClockThatIsSetBackKeepsNoCommandQuiet() {
        use(Role.EVERYONE);
        clock.set(Duration.ofHours(-1));

        assertThat(cooldowns.rest(CHANNEL, "hi", Role.EVERYONE)).isEmpty();
        assertThat(use(Role.EVERYONE)).isTrue();
        assertThat(use(Role.EVERYONE)).isFalse();
    }
}
