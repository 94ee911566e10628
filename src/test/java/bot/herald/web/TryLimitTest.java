package bot.herald.web;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.testing.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TryLimitTest {
    private final TestClock clock = new TestClock();
    private final TryLimit limit = new TryLimit(2, Duration.ofMinutes(1), clock);

    @Test
    void soManyTriesAreAllowedInATime() {
        assertThat(limit.take()).isTrue();
        clock.advance(Duration.ofSeconds(30));
        assertThat(limit.take()).isTrue();
        assertThat(limit.take()).isFalse();

        clock.advance(Duration.ofSeconds(30));
        assertThat(limit.take()).isTrue();
        assertThat(limit.take()).isFalse();
    }

    @Test
    void aClockThatIsSetBackLocksNobodyOutForHours() {
        limit.take();
        limit.take();
        clock.set(Duration.ofHours(-1));

        assertThat(limit.take()).as("the tries were made a moment ago").isFalse();
        clock.advance(Duration.ofMinutes(1));
        assertThat(limit.take()).isTrue();
    }
}
