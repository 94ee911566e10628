package bot.herald.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long one login lasts. */
class SessionLimitsTest extends AliceOnline {
    private String cookie = "";

    @Test
    void aSessionThatIsUsedEveryFewDaysEndsNinetyDaysAfterItsLogin() {
        cookie = "herald_session=" + alice.cookie;
        for (int day = 0; day < 80; day += 10) {
            assertThat(after(Duration.ofDays(10))).as("day %s", day + 10).isEqualTo(200);
        }
        assertThat(after(Duration.ofDays(9))).isEqualTo(200);

        assertThat(after(Duration.ofDays(1))).isEqualTo(401);
    }

    @Test
    void aSessionThatIsNotUsedEndsAfterThirtyDays() {
        cookie = "herald_session=" + alice.cookie;

        assertThat(after(Duration.ofDays(30))).isEqualTo(401);
    }

    private int after(Duration pause) {
        people.clock.advance(pause);
        HttpResponse<String> answer = server.get("/api/me", "Cookie", cookie);
        answer.headers().firstValue("Set-Cookie").ifPresent(renewed -> cookie = renewed.split(";", 2)[0]);
        return answer.statusCode();
    }
}
