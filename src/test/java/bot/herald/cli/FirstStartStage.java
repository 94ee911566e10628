package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.app.Herald;
import bot.herald.config.NewConfigFile;
import bot.herald.setup.FirstStart;
import bot.herald.simulator.TwitchSimulator;
import bot.herald.testing.FreePort;
import bot.herald.testing.SimulatedTwitch;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The set-up page of a bot without a configuration, over real HTTP, and one person who has its link. */
abstract class FirstStartStage {
    static final Duration SOON = Duration.ofSeconds(30);
    static final String WRONG = "wrongsecretwrongsecretwrongsec";

    @TempDir
    Path folder = Path.of("");

    final Map<String, String> environment = new HashMap<>();
    final List<String> announced = new CopyOnWriteArrayList<>();
    TwitchSimulator twitch;
    Clock clock = Clock.systemUTC();
    int port;
    Optional<FirstStart> opened = Optional.empty();
    Optional<SetupVisitor> visitor = Optional.empty();

    @BeforeEach
    void open() throws IOException {
        port = FreePort.next();
        twitch = SimulatedTwitch.start(port);
        environment.put("HERALD_WEB_PORT", String.valueOf(port));
        environment.putAll(SimulatedTwitch.endpoints(twitch));
    }

    @AfterEach
    void close() {
        opened.ifPresent(FirstStart::close);
        twitch.close();
    }

    void begin() {
        FirstStart start = Herald.firstStart(file(), clock, announced::add);
        opened = Optional.of(start);
        assertThat(start.link().toString()).startsWith("http://localhost:" + port + "/setup?code=");
        visitor = Optional.of(new SetupVisitor(start.link()));
        HttpResponse<String> first = person().browser.open(start.link());
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.uri().getQuery()).isNull();
    }

    FirstStart start() {
        return opened.orElseThrow();
    }

    SetupVisitor person() {
        return visitor.orElseThrow();
    }

    NewConfigFile file() {
        return new NewConfigFile(folder.resolve("config.yaml"), environment).withUsualPort(port);
    }

    HttpResponse<String> install(String clientId, String clientSecret) {
        return person().send("do", "install", "client-id", clientId, "client-secret", clientSecret);
    }

    void awaitOnPage(String text) {
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(person().look().body()).contains(text));
    }

    URI page(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    void assertNothingWritten() {
        assertThat(folder).isEmptyDirectory();
    }
}
