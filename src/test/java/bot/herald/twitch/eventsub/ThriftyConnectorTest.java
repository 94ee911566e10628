package bot.herald.twitch.eventsub;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.twitch.eventsub.ThriftyConnector.Stream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ThriftyConnectorTest {
    private static final int LINE_BYTES = 1_500;

    /** As of a process that has run for so long that the count of nanoseconds is about to begin anew. */
    private long now = Long.MAX_VALUE - Duration.ofMillis(1_500).toNanos();

    private final Stream stream = new Stream(now);

    @Test
    void nothingIsMuchBeforeAnythingCame() {
        now += Duration.ofHours(1).toNanos();

        assertThat(stream.isMuch(now)).isFalse();
    }

    @Test
    void aThousandLinesInASecondAreNotWaitedFor() {
        assertThat(isMuchAfterASecondOf(1_000)).isFalse();
    }

    @Test
    void tenThousandLinesInASecondAreLetGather() {
        assertThat(isMuchAfterASecondOf(10_000)).isTrue();
    }

    @Test
    void aLineAfterThemIsReadAtOnceAgain() {
        assertThat(isMuchAfterASecondOf(10_000)).isTrue();
        now += Duration.ofMillis(200).toNanos();
        stream.came(LINE_BYTES);

        assertThat(stream.isMuch(now)).isFalse();
    }

    @Test
    void aFewLinesAtOnceAreNotMuch() {
        for (int i = 0; i < 50; i++) {
            stream.came(LINE_BYTES);
            assertThat(stream.isMuch(now)).isFalse();
        }
        now += Duration.ofMillis(150).toNanos();

        assertThat(stream.isMuch(now)).isFalse();
    }

    private boolean isMuchAfterASecondOf(int lines) {
        boolean isMuch = false;
        for (int i = 0; i < lines; i++) {
            now += Duration.ofSeconds(1).toNanos() / lines;
            stream.came(LINE_BYTES);
            isMuch = stream.isMuch(now);
        }
        return isMuch;
    }
}
