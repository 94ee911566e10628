package bot.herald.twitch.eventsub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TwitchTimeTest {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

    private final AtomicLong nanos = new AtomicLong();
    private final TwitchTime time = new TwitchTime(nanos::get);

    private void pass(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }

    @Test
    void anEventIsAsOldAsTwitchsTimeSays() {
        assertThat(time.ageMillis(NOON)).isZero();
        time.set(NOON);
        pass(Duration.ofSeconds(5));
        assertThat(time.ageMillis(NOON)).isEqualTo(5000);
        assertThat(time.ageMillis(NOON.minusSeconds(1))).isEqualTo(6000);
        assertThat(time.ageMillis(NOON.plusSeconds(8))).isZero();
        assertThat(time.ageMillis(NOON.plusSeconds(5)))
                .as("an event that is a little ahead corrects the time")
                .isEqualTo(3000);
    }

    @Test
    void oneEventFarAheadMakesNoOtherLookOld() {
        time.set(NOON);
        assertThat(time.ageMillis(NOON.plus(Duration.ofHours(1)))).isZero();
        assertThat(time.ageMillis(NOON.plusSeconds(1))).isZero();
        assertThat(time.ageMillis(NOON)).isEqualTo(1000);
    }

    @Test
    void twitchsClockIsFollowedWhereverItGoes() {
        time.set(NOON);
        time.set(NOON.plus(Duration.ofHours(1)));
        assertThat(time.ageMillis(NOON)).isEqualTo(Duration.ofHours(1).toMillis());
        time.set(NOON);
        assertThat(time.ageMillis(NOON)).isZero();
    }
}
