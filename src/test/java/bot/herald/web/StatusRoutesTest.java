package bot.herald.web;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.lifecycle.Health;
import bot.herald.web.Readiness.Missing;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatusRoutesTest {
    private final RunningServer server = RunningServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theProcessIsAliveEvenWhenItIsNotReady() {
        server.missing.add(new Missing("database", "does not answer"));

        assertThat(server.get("/healthz").statusCode()).isEqualTo(200);
    }

    @Test
    void readyMeans200() {
        HttpResponse<String> answer = server.get("/readyz");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"ready\":true,\"missing\":[],\"ages\":{}}");
    }

    @Test
    void whatIsMissingIsNamed() {
        server.missing.add(new Missing("bot", "no bot account is connected"));

        HttpResponse<String> answer = server.get("/readyz");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().allValues("Content-Type")).containsExactly("application/json");
        assertThat(answer.body())
                .isEqualTo("{\"ready\":false,\"missing\":"
                        + "[{\"component\":\"bot\",\"detail\":\"no bot account is connected\"}],\"ages\":{}}");
    }

    @Test
    void componentsThatAreDownAreMissing() {
        Map<String, Health> health = new LinkedHashMap<>();
        health.put("events", Health.down("no socket is open"));
        health.put("database", Health.UP);
        health.put("bot", Health.down("no bot account is connected"));
        Readiness readiness = Readiness.of(() -> health);

        assertThat(readiness.missing())
                .containsExactly(
                        new Missing("events", "no socket is open"), new Missing("bot", "no bot account is connected"));
    }

    @Test
    void agesAreThoseOfComponentsThatAreUpToo() {
        Readiness readiness =
                Readiness.of(() -> Map.of("calls", Health.UP.with("oldest-call", Duration.ofMillis(1_500))));

        assertThat(readiness.missing()).isEmpty();
        assertThat(readiness.ages()).containsExactly(Map.entry("oldest-call", 1.5));
    }

    @Test
    void metricsAreServedAsPrometheusReadsThem() {
        HttpResponse<String> answer = server.get("/metrics");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues("Content-Type"))
                .containsExactly("text/plain; version=0.0.4; charset=utf-8");
        assertThat(answer.body()).isEqualTo("herald_events_total{type=\"channel.raid\"} 1.0\n");
    }
}
