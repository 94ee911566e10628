package bot.herald.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import bot.herald.testing.TestClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class ForwardClockTest {
    private final TestClock host = new TestClock();
    private final ForwardClock clock = new ForwardClock(host);

    @Test
    void itGoesAsTheHostsDoes() {
        assertThat(clock.instant()).isEqualTo(host.instant());
        host.advance(Duration.ofMinutes(1));
        assertThat(clock.instant()).isEqualTo(host.instant());
        host.set(Duration.ofHours(1));
        assertThat(clock.instant()).isEqualTo(host.instant());
    }

    @Test
    void itGoesOnWhereItWasWhenTheHostsIsSetBack() {
        Instant before = clock.instant();
        host.set(Duration.ofHours(-1));

        assertThat(clock.instant()).isEqualTo(before);
        host.advance(Duration.ofSeconds(10));
        assertThat(clock.instant()).isEqualTo(before.plusSeconds(10));
        host.set(Duration.ofDays(-1));
        assertThat(clock.instant()).isEqualTo(before.plusSeconds(10));
        host.advance(Duration.ofSeconds(10));
        assertThat(clock.instant()).isEqualTo(before.plusSeconds(20));
    }

    @Test
    void theSystemsOwnIsNotFollowedWhenItLeaps() {
        ForwardClock steady = new ForwardClock(host, host::nanoTime);
        Instant before = steady.instant();
        host.advance(Duration.ofSeconds(1));
        host.set(Duration.ofHours(1));
        assertThat(steady.instant()).isEqualTo(before.plusSeconds(1));
        host.set(Duration.ofHours(-3));
        host.advance(Duration.ofSeconds(1));
        assertThat(steady.instant()).isEqualTo(before.plusSeconds(2));
        assertThat(new ForwardClock(Clock.systemUTC()).instant())
                .isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
    }

    @Test
    void whatIsShownIsReckonedBack() {
        Instant over = clock.instant().plusSeconds(60);
        host.set(Duration.ofHours(-1));
        assertThat(clock.onHost(over)).isEqualTo(host.instant().plusSeconds(60));
        host.advance(Duration.ofSeconds(10));

        assertThat(clock.onHost(over)).isEqualTo(host.instant().plusSeconds(50));
    }
}
