package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Strangers at the whole bot, while somebody else logs in. */
class StrangersEndToEndTest {
    private static final int AT_A_TIME = 50;

    @TempDir
    Path folder = Path.of("");

    private final HttpClient stranger = HttpClient.newHttpClient();
    private Stage stage;

    @BeforeEach
    void open() {
        stage = new Stage(folder);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void thousandsOfLoginsThatNobodyFinishesDoNotPushOutTheOneThatIsUnderWay() {
        stage.connectBot();
        ScriptedBrowser alice = new ScriptedBrowser(new CookieManager());
        URI consent = alice.open(stage.channelLink()).uri();

        Map<Integer, Integer> answers = flood(10_200, "/auth/channel");

        assertThat(answers).containsOnlyKeys(302, 429);
        assertThat(answers.get(302)).isLessThanOrEqualTo(1_000);
        assertThat(alice.agree(consent, "alice").statusCode()).isEqualTo(200);
        assertThat(answered("/auth/login", "X-Forwarded-For", "192.0.2.44").statusCode())
                .as("another visitor")
                .isEqualTo(302);
    }

    @Test
    void nonsenseAtTheCallbackMakesNoCallOfTwitch() {
        stage.connectBot();
        int before = exchanges();

        assertThat(flood(666, "/auth/callback?code=nonsense&state=nonsense")).containsOnlyKeys(400);
        // Neither do cookies that somebody made up, nor a state of somebody else's browser.
        HttpResponse<Void> madeUp =
                answered("/auth/callback?code=nonsense&state=nonsense", "Cookie", "herald_browser_x=" + "A".repeat(43));
        assertThat(madeUp.statusCode()).isEqualTo(400);
        String state =
                new ScriptedBrowser().open(stage.channelLink()).uri().getQuery().replaceAll(".*state=([^&]*).*", "$1");
        assertThat(answered("/auth/callback?code=nonsense&state=" + state).statusCode())
                .isEqualTo(400);

        assertThat(exchanges()).isEqualTo(before);
    }

    private int exchanges() {
        return stage.twitch.requests().count("POST", "/oauth2/token");
    }

    private Map<Integer, Integer> flood(int times, String path) {
        Map<Integer, Integer> answers = new TreeMap<>();
        for (int done = 0; done < times; done += AT_A_TIME) {
            List<CompletableFuture<HttpResponse<Void>>> some = new ArrayList<>();
            for (int i = done; i < Math.min(done + AT_A_TIME, times); i++) {
                some.add(stranger.sendAsync(request(path), BodyHandlers.discarding()));
            }
            some.forEach(one -> answers.merge(one.join().statusCode(), 1, Integer::sum));
        }
        return answers;
    }

    private HttpResponse<Void> answered(String path, String... headers) {
        return stranger.sendAsync(request(path, headers), BodyHandlers.discarding())
                .join();
    }

    private HttpRequest request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(stage.address.resolve(path));
        return (headers.length == 0 ? request : request.headers(headers)).build();
    }
}
