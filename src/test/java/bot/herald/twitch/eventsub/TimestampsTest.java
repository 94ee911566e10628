package bot.herald.twitch.eventsub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-02T03:04:05Z",
                "2026-01-02T03:04:05.1Z",
                "2026-12-31T23:59:59.123456789Z",
                "2024-02-29T00:00:00.000000001Z",
                "2026-01-02T03:04:05+02:00",
                "2026-01-02T03:04:05.5-11:30",
                "2026-01-02T03:04Z"
            })
    void everyFormOfTimeIsReadAsJavaReadsIt(String text) {
        assertThat(Timestamps.parse(text)).contains(OffsetDateTime.parse(text).toInstant());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "soon",
                "2026-01-02",
                "2026-01-02T03:04:05",
                "2026-02-30T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-01-02T24:00:01Z",
                "2026-01-02T03:04:05.1234567890Z",
                "2026-01-02T03:04:05,5Z",
                "2026-01-02T03:04:05.5x5Z",
                "2026-01-02T03:04:0xZ",
                "٢٠٢٦-01-02T03:04:05Z"
            })
    void whatIsNoTimeIsNone(String text) {
        assertThat(Timestamps.parse(text)).isEmpty();
    }
}
