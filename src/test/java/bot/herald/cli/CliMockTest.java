package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.config.TwitchConfig.Endpoints;
import bot.herald.simulator.Fault;
import bot.herald.simulator.SimulatedUser;
import bot.herald.testing.CliMock;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bot against an EventSub as limited and odd as that of Twitch's command line tool, at four separate addresses. */
class CliMockTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path folder = Path.of("");

    private final CliMock mock = new CliMock();
    private Stage stage;
    private SimulatedUser alice;

    @BeforeEach
    void open() {
        stage = new Stage(folder);
        stage.endpoints = Optional.of(new Endpoints(
                URI.create(stage.twitch.oauthUrl()),
                URI.create(stage.twitch.helixUrl()),
                mock.webSocket(),
                mock.subscriptionsAddress()));
        stage.restart();
        stage.connectBot();
        alice = stage.connectChannel("alice");
        stage.connectChannel("bob");
    }

    @AfterEach
    void close() {
        stage.close();
        mock.close();
    }

    @Test
    void raidsAreGreetedOnceThoughChatIsUnknownAndEveryClientHearsEverything() {
        Awaitility.await().atMost(SOON).until(() -> mock.subscribed("channel.raid") == 2);
        assertThat(mock.answers()).contains(202, 400);

        raid(7);

        assertThat(stage.twitch.awaitMessages(all -> !all.isEmpty(), SOON))
                .singleElement()
                .satisfies(message -> {
                    assertThat(message.broadcasterId()).isEqualTo(alice.id());
                    assertThat(message.text()).contains("7 viewers");
                });
        assertThat(stage.get("/readyz").body())
                .as("the mock server knows no chat, so nobody is heard there")
                .contains("channel.chat.message");
        assertThat(mock.violations()).isEmpty();
    }

    @Test
    void revocationWithoutAnEventAndMissingEndpointsAreSurvived() {
        Awaitility.await().atMost(SOON).until(() -> mock.subscribed("channel.raid") == 2);
        stage.twitch
                .faults()
                .next("GET", "/helix", 5, Fault.status(404, "404 page not found\n", "text/plain", Map.of()));

        mock.revoke("channel.moderator.add", "1");
        mock.trigger("channel.goal.begin", "1", Map.of("broadcaster_user_id", alice.id()));
        raid(8);

        assertThat(stage.twitch.awaitMessages(all -> !all.isEmpty(), SOON)).hasSize(1);
    }

    private void raid(int viewers) {
        mock.trigger(
                "channel.raid",
                "1",
                Map.of(
                        "from_broadcaster_user_id", "8888",
                        "from_broadcaster_user_login", "testFromUser",
                        "from_broadcaster_user_name", "testFromUser",
                        "to_broadcaster_user_id", alice.id(),
                        "to_broadcaster_user_login", "testBroadcaster",
                        "to_broadcaster_user_name", "testBroadcaster",
                        "viewers", viewers));
    }
}
