package bot.herald.feature.guard;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.feature.guard.GuardMemory.Shut;
import bot.herald.feature.guard.GuardSettings.Protection;
import bot.herald.identity.TwitchUserId;
import bot.herald.testing.FakeFeatureServices;
import bot.herald.testing.TestClock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GuardMemoryTest {
    private static final TwitchUserId CHANNEL = new TwitchUserId("1");

    private final TestClock clock = new TestClock();
    private final FakeFeatureServices services = new FakeFeatureServices(clock);
    private final GuardMemory memory = new GuardMemory();
    private final Shut shut = new Shut(
            Protection.SHIELD_MODE, clock.instant().plus(Duration.ofMinutes(15)), Optional.of(clock.instant()));

    @Test
    void withoutADatabaseItIsKnownHereAndWrittenDownAfterwards() {
        services.withoutMemory = true;
        assertThat(memory.recall(CHANNEL, services)).isEmpty();
        memory.remember(CHANNEL, shut, services);
        clock.advance(Duration.ofMinutes(1));
        assertThat(memory.recall(CHANNEL, services)).contains(shut);
        services.withoutMemory = false;
        clock.advance(Duration.ofMinutes(1));
        assertThat(memory.recall(CHANNEL, services)).contains(shut);

        assertThat(new GuardMemory().recall(CHANNEL, services)).contains(shut);
    }

    @Test
    void whatAnOlderVersionWroteDownIsRead() {
        String until = shut.until().toString();
        services.memory().remember(CHANNEL, "shut", "SHIELD_MODE " + until);

        assertThat(memory.recall(CHANNEL, services))
                .contains(new Shut(shut.protection(), shut.until(), Optional.empty()));
        services.memory().remember(CHANNEL, "shut", "SHIELD_MODE " + until + " " + until + " " + until);
        assertThat(new GuardMemory().recall(CHANNEL, services)).isEmpty();
    }

    @Test
    void whatWasReadHoldsWhileItCannotBeReadAgain() {
        memory.remember(CHANNEL, shut, services);
        services.withoutMemory = true;
        clock.advance(Duration.ofMinutes(1));
        assertThat(memory.recall(CHANNEL, services)).contains(shut);
        memory.forget(CHANNEL, services);
        assertThat(memory.recall(CHANNEL, services)).isEmpty();
        services.withoutMemory = false;
        clock.advance(Duration.ofMinutes(1));
        assertThat(memory.recall(CHANNEL, services)).isEmpty();
        assertThat(new GuardMemory().recall(CHANNEL, services)).isEmpty();
    }

    @Test
    void whereTheGuardIsOffAndHasNothingSwitchedOnTheDatabaseIsSeldomAsked() {
        assertThat(memory.recall(CHANNEL, false, services)).isEmpty();
        // As another instance would.
        new GuardMemory().remember(CHANNEL, shut, services);

        clock.advance(Duration.ofMinutes(4));
        assertThat(memory.recall(CHANNEL, false, services)).isEmpty();
        assertThat(memory.recall(CHANNEL, true, services))
                .as("once it is on again")
                .contains(shut);
    }

    @Test
    void whatCouldNotBeReadIsReadSoonAlsoWhereTheGuardIsOff() {
        new GuardMemory().remember(CHANNEL, shut, services);
        services.withoutMemory = true;
        assertThat(memory.recall(CHANNEL, false, services)).isEmpty();
        services.withoutMemory = false;

        clock.advance(Duration.ofSeconds(30));

        assertThat(memory.recall(CHANNEL, false, services)).contains(shut);
    }
}
