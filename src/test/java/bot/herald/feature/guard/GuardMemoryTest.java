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
    void aProtectionOfThisInstanceIsKnownAtOnceAndOneOfAnotherWithinHalfAMinute() {
        assertThat(memory.mayProtect(CHANNEL, services)).isFalse();
        new GuardMemory().remember(CHANNEL, shut, services);
        assertThat(memory.mayProtect(CHANNEL, services)).isFalse();
        clock.advance(Duration.ofSeconds(30));
        assertThat(memory.mayProtect(CHANNEL, services)).isTrue();
        assertThat(memory.mayProtect(new TwitchUserId("2"), services)).isFalse();

        GuardMemory other = new GuardMemory();
        other.remember(CHANNEL, shut, services);
        assertThat(other.mayProtect(CHANNEL, services)).isTrue();
    }

    @Test
    void aProtectionThatAnotherInstanceEndedIsForgottenHere() {
        memory.remember(CHANNEL, shut, services);
        new GuardMemory().forget(CHANNEL, services);

        assertThat(memory.recall(CHANNEL, services)).isEmpty();
        assertThat(memory.mayProtect(CHANNEL, services)).isFalse();
    }

    @Test
    void anEndThatTheDatabaseDoesNotKnowYetStaysPending() {
        memory.remember(CHANNEL, shut, services);
        services.withoutMemory = true;
        memory.forget(CHANNEL, services);
        assertThat(memory.mayProtect(CHANNEL, services)).isTrue();
        services.withoutMemory = false;
        assertThat(memory.recall(CHANNEL, services)).isEmpty();
        assertThat(memory.mayProtect(CHANNEL, services)).isFalse();
    }
}
