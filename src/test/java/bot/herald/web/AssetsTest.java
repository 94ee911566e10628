package bot.herald.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AssetsTest {
    private static final Pattern STYLESHEET = Pattern.compile("<link rel=\"stylesheet\" href=\"([^\"]+)\">");

    private final RunningServer server = RunningServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theStyleSheetOfAPageIsKeptForever() {
        Matcher link = STYLESHEET.matcher(server.get("/").body());
        assertThat(link.find()).isTrue();

        HttpResponse<String> answer = server.get(link.group(1));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues("Content-Type")).containsExactly("text/css; charset=utf-8");
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("public, max-age=31536000, immutable");
    }

    @Test
    void anotherVersionIsNotKeptForever() {
        assertThat(server.get("/assets/herald.css?v=old").headers().allValues("Cache-Control"))
                .containsExactly("public, max-age=3600");
    }

    @Test
    void whatTheBrowserHasIsNotSentAgain() {
        String tag =
                server.get("/assets/herald.css").headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> answer = server.get("/assets/herald.css", "If-None-Match", tag);

        assertThat(answer.statusCode()).isEqualTo(304);
        assertThat(answer.body()).isEmpty();
        assertThat(server.get("/assets/herald.css", "If-None-Match", "\"other\"")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void theIconIsAnImageOfItsOwnRight() {
        HttpResponse<String> answer = server.get("/assets/favicon.svg");

        assertThat(answer.headers().allValues("Content-Type")).containsExactly("image/svg+xml");
        assertThat(answer.body()).startsWith("<svg");
    }
}
