package bot.herald.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecentlyHandledTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    @Test
    void anIdIsNewOnceWithinTheMemory() {
        RecentlyHandled handled = new RecentlyHandled(Duration.ofMinutes(10), 100);
        assertThat(handled.firstTime("a", NOW)).isTrue();
        assertThat(handled.firstTime("a", NOW.plusSeconds(600))).isFalse();
        assertThat(handled.firstTime("a", NOW.plusSeconds(601))).isTrue();
    }

    @Test
    void theOldestIsForgottenWhenTooManyAreKnown() {
        RecentlyHandled handled = new RecentlyHandled(Duration.ofMinutes(10), 2);
        handled.firstTime("a", NOW);
        handled.firstTime("b", NOW);
        handled.firstTime("c", NOW);
        assertThat(handled.firstTime("c", NOW)).isFalse();
        assertThat(handled.firstTime("b", NOW)).isFalse();
        assertThat(handled.firstTime("a", NOW)).isTrue();
    }
}
