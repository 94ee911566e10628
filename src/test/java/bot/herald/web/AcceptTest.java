package bot.herald.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON; charset=utf-8",
                "application/json, text/plain, */*",
                "text/html;q=0.5, application/json"
            })
    void programsThatNameJsonGetIt(String accept) {
        assertThat(Accept.prefersJson(request(accept))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*/*",
                "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8",
                "text/html, application/json;q=0.9",
                "application/json;q=0",
                "application/json;q=nonsense",
                ";;,,;q=1"
            })
    void everybodyElseGetsAPage(String accept) {
        assertThat(Accept.prefersJson(request(accept))).isFalse();
    }

    private static WebRequest request(String accept) {
        return new WebRequest("GET", "/", "", Map.of("accept", List.of(accept)), Map.of(), "");
    }
}
