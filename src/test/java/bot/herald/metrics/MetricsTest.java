package bot.herald.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTest {
    @Test
    void whatIsPromisedIsThereBeforeAnythingHappened() {
        Metrics metrics = new Metrics();
        metrics.channels(() -> Map.of("connected", 0));
        metrics.eventSubConnections(() -> Map.of("open", 0));

        assertThat(metrics.scrape())
                .contains("\nherald_token_refresh_total{outcome=\"renewed\"} 0")
                .contains("\nherald_events_total{type=\"channel.chat.message\"} 0")
                .contains("\nherald_events_total{type=\"channel.raid\"} 0")
                .contains("\nherald_event_handling_seconds_count 0")
                .contains("\nherald_chat_messages_total{outcome=\"sent\"} 0")
                .contains("\nherald_channels{status=\"connected\"} 0")
                .contains("\nherald_eventsub_connections{state=\"open\"} 0");
    }
}
