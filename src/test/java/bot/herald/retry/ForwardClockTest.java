package bot.herald.retry;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
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
}
