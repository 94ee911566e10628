package bot.herald.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.simulator.TestClient.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The main road through the simulated Twitch: authorise, subscribe, be raided, answer. */
class FirstStepsTest {
    private TwitchSimulator simulator;
    private TestClient client;

    @BeforeEach
    void start() {
        simulator = TwitchSimulator.start(SimulatorOptions.defaults());
        client = new TestClient(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void anAccountAuthorisesSubscribesIsRaidedAndAnswers() {
        Answer page = client.get("/oauth2/authorize?"
                + TestClient.encode(
                        "client_id", simulator.clientId(),
                        "redirect_uri", "http://localhost:8080/auth/callback",
                        "response_type", "code",
                        "scope", "user:read:chat user:write:chat",
                        "state", "s1"));
        assertThat(page.status()).isEqualTo(200);
        Answer allowed = client.form(
                "/oauth2/authorize",
                "client_id",
                simulator.clientId(),
                "redirect_uri",
                "http://localhost:8080/auth/callback",
                "response_type",
                "code",
                "scope",
                "user:read:chat user:write:chat",
                "state",
                "s1",
                "login",
                "streamer",
                "decision",
                "allow");
        assertThat(allowed.status()).isEqualTo(302);
        URI location = URI.create(allowed.header("Location"));
        assertThat(location.toString())
                .startsWith("http://localhost:8080/auth/callback?code=")
                .endsWith("&scope=user%3Aread%3Achat+user%3Awrite%3Achat&state=s1");
        String code = location.getRawQuery().replaceAll("code=([a-z0-9]{30})&.*", "$1");
        Answer pair = client.form(
                "/oauth2/token",
                "client_id",
                simulator.clientId(),
                "client_secret",
                simulator.clientSecret(),
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                "http://localhost:8080/auth/callback");
        assertThat(pair.status()).isEqualTo(200);
        String token = pair.text("/access_token");
        assertThat(token).matches("[a-z0-9]{30}");

        SimulatedUser streamer = simulator.user("streamer");
        SimulatedUser raider = simulator.user("raider", "Raider");
        try (TestSocket socket = new TestSocket(simulator.eventSubWebSocketUrl())) {
            String session = socket.welcome();
            assertThat(client.subscribe(token, session, "channel.raid", "1", "to_broadcaster_user_id", streamer.id())
                            .status())
                    .isEqualTo(202);
            assertThat(client.subscribe(
                                    token,
                                    session,
                                    "channel.chat.message",
                                    "1",
                                    "broadcaster_user_id",
                                    streamer.id(),
                                    "user_id",
                                    streamer.id())
                            .status())
                    .isEqualTo(202);
            assertThat(simulator.raid(raider.id(), streamer.id(), 42).notified())
                    .isEqualTo(1);
            JsonNode raid = socket.next("notification");
            assertThat(raid.at("/payload/event/viewers").asInt()).isEqualTo(42);
            assertThat(raid.at("/payload/event/from_broadcaster_user_name").asText())
                    .isEqualTo("Raider");

            assertThat(client.say(token, streamer.id(), streamer.id(), "welcome raiders")
                            .json()
                            .at("/data/0/is_sent")
                            .asBoolean())
                    .isTrue();
            assertThat(socket.next("notification")
                            .at("/payload/event/message/text")
                            .asText())
                    .isEqualTo("welcome raiders");
        }
        assertThat(simulator.sentMessages()).extracting(SentMessage::text).containsExactly("welcome raiders");
        assertThat(simulator.grant(streamer.id(), Set.of("channel:bot")).toString())
                .isEqualTo("TokenPair[scopes=[channel:bot]]");
    }
}
