package bot.herald.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecentIdsTest {
    private static final Duration MEMORY = Duration.ofMinutes(10);
    private static final long MINUTE = 60_000;

    @Test
    void anIdIsNewOnceWithinTheMemory() {
        RecentIds ids = new RecentIds(MEMORY, 100);
        assertThat(ids.firstTime("a", 0)).isTrue();
        assertThat(ids.firstTime("a", 0)).isFalse();
        assertThat(ids.firstTime("b", 9 * MINUTE)).isTrue();
        assertThat(ids.firstTime("c", 10 * MINUTE + 1)).isTrue();
        assertThat(ids.firstTime("b", 19 * MINUTE))
                .as("for ten minutes at least")
                .isFalse();
        assertThat(ids.firstTime("d", 21 * MINUTE)).isTrue();
        assertThat(ids.firstTime("a", 21 * MINUTE)).as("forgotten after twenty").isTrue();
    }

    @Test
    void afterALongPauseNothingIsKnown() {
        RecentIds ids = new RecentIds(MEMORY, 100);
        assertThat(ids.firstTime("a", 0)).isTrue();
        assertThat(ids.firstTime("b", 60 * MINUTE)).isTrue();
        assertThat(ids.firstTime("a", 60 * MINUTE)).isTrue();
    }

    @Test
    void asManyAsAskedForAreRememberedAndNotManyMore() {
        RecentIds ids = new RecentIds(MEMORY, 1_000);
        for (int i = 0; i < 5_000; i++) {
            assertThat(ids.firstTime("id" + i, 0)).isTrue();
        }
        for (int i = 4_000; i < 5_000; i++) {
            assertThat(ids.firstTime("id" + i, 0)).isFalse();
        }
        assertThat(ids.firstTime("id2999", 0)).as("of more than twice as many").isTrue();
    }

    @Test
    void anIdWithinAnotherIsItsOwn() {
        RecentIds ids = new RecentIds(MEMORY, 100);
        assertThat(ids.firstTime("1", "23", 0)).isTrue();
        assertThat(ids.firstTime("12", "3", 0)).isTrue();
        assertThat(ids.firstTime("2", "23", 0)).isTrue();
        assertThat(ids.firstTime("23", 0)).isTrue();
        assertThat(ids.firstTime("1", "23", 0)).isFalse();
    }
}
