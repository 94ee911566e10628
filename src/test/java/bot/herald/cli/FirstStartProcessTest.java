package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.simulator.ChatLine;
import bot.herald.simulator.SimulatedSubscription;
import bot.herald.simulator.SimulatedUser;
import bot.herald.simulator.TwitchSimulator;
import bot.herald.testing.FreePort;
import bot.herald.testing.SimulatedTwitch;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an empty folder to the first answer, by processes alone. */
@Tag("full")
class FirstStartProcessTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path folder = Path.of("");

    private final Map<String, String> endpoints = new HashMap<>();
    private int port;
    private TwitchSimulator twitch;

    @BeforeEach
    void startTwitch() throws IOException {
        port = FreePort.next();
        twitch = SimulatedTwitch.start(port);
        endpoints.put("HERALD_WEB_PORT", String.valueOf(port));
        endpoints.putAll(SimulatedTwitch.endpoints(twitch));
    }

    @AfterEach
    void stopTwitch() {
        twitch.close();
    }

    @Test
    void oneLinkLeadsToABotThatRunsAndTheNextStartNeedsNothing() throws Exception {
        try (HeraldProcess herald = new HeraldProcess(folder, endpoints, "run")) {
            URI link = URI.create(herald.await("Open (\\S+/setup\\?code=\\S+)"));
            SetupVisitor person = new SetupVisitor(link);
            person.browser.open(link);
            assertThat(person.send("do", "install", "client-id", twitch.clientId(), "client-secret", "wrong")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(person.send(
                                    "do",
                                    "install",
                                    "client-id",
                                    twitch.clientId(),
                                    "client-secret",
                                    twitch.clientSecret())
                            .body())
                    .contains("Step 2 of 4");
            herald.await("Herald is running");
            herald.terminate();
            assertThat(herald.awaitExit(10)).isZero();
            assertThat(herald.output()).contains("stopped").doesNotContain(twitch.clientSecret());
        }
        try (HeraldProcess herald = new HeraldProcess(folder, Map.of(), "run")) {
            herald.await("Herald is running");
            assertThat(herald.output()).contains("Open http://localhost:" + port + "/auth/bot?setup=");
            herald.terminate();
            assertThat(herald.awaitExit(10)).isZero();
        }
    }

    @Test
    void firstStartThatNobodyFollowsStopsInOrderAndLeavesNothing() throws Exception {
        try (HeraldProcess herald = new HeraldProcess(folder, endpoints, "run")) {
            herald.await("Open (\\S+/setup\\?code=\\S+)");
            herald.terminate();
            assertThat(herald.awaitExit(10)).isZero();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void serverWithoutABrowserIsSetUpByInitAndCodes() throws Exception {
        Map<String, String> withSecret = new HashMap<>(endpoints);
        withSecret.put("HERALD_TWITCH_CLIENT_SECRET", twitch.clientSecret());
        try (HeraldProcess init = new HeraldProcess(folder, withSecret, "init", "--client-id", twitch.clientId())) {
            assertThat(init.awaitExit(60)).as(init.output()).isZero();
            assertThat(init.output()).contains("herald login bot").doesNotContain(twitch.clientSecret());
        }
        assertThat(Files.readString(folder.resolve("config.yaml"))).contains(twitch.clientSecret());
        try (HeraldProcess herald = new HeraldProcess(folder, Map.of(), "run")) {
            herald.await("Herald is running");
            login("bot", "heraldbot");
            login("channel", "alice");
            SimulatedUser alice = twitch.user("alice");
            twitch.awaitSubscriptions(
                    all -> all.stream()
                            .filter(SimulatedSubscription::enabled)
                            .anyMatch(one -> one.type().equals("channel.chat.message")
                                    && one.condition().containsValue(alice.id())),
                    SOON);
            twitch.chat(ChatLine.of(alice.id(), alice.id(), "!ping"));
            assertThat(twitch.awaitMessages(all -> !all.isEmpty(), SOON)).hasSize(1);
            herald.terminate();
            assertThat(herald.awaitExit(10)).isZero();
        }
    }

    @Test
    void loginThatIsInterruptedConnectsNothingAndExitsWith1() throws Exception {
        configure();
        try (HeraldProcess login = new HeraldProcess(folder, Map.of(), "login", "bot")) {
            login.await("Ctrl-C gives up");
            login.terminate();
            assertThat(login.awaitExit(10)).isEqualTo(1);
            assertThat(login.output())
                    .contains("given up; nothing was connected")
                    .doesNotContain("\tat ");
        }
    }

    private void login(String kind, String account) throws InterruptedException {
        try (HeraldProcess login = new HeraldProcess(folder, Map.of(), "login", kind)) {
            URI address = URI.create(login.await("(http\\S+/activate\\S+)"));
            assertThat(new ScriptedBrowser().agree(address, account).statusCode())
                    .isEqualTo(200);
            assertThat(login.awaitExit(60)).as(login.output()).isZero();
            assertThat(login.output()).contains(account + " (");
        }
    }

    private void configure() throws InterruptedException {
        Map<String, String> all = new HashMap<>(endpoints);
        all.put("HERALD_TWITCH_CLIENT_SECRET", twitch.clientSecret());
        try (HeraldProcess init = new HeraldProcess(folder, all, "init", "--client-id", twitch.clientId())) {
            assertThat(init.awaitExit(60)).as(init.output()).isZero();
        }
    }
}
