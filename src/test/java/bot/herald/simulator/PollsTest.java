package bot.herald.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.herald.simulator.TestClient.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PollsTest extends WithSimulator {
    private static final String CHOICES = "\"choices\":[{\"title\":\"Tea\"},{\"title\":\"Coffee\"}]";

    private String body(String rest) {
        return "{\"broadcaster_id\":\"" + streamer.id() + "\"," + rest + "}";
    }

    private int status(String method, String path, String token, String body) {
        return client.helix(method, path, token, body).status();
    }

    private Answer create(String token) {
        return client.helix("POST", "/polls", token, body("\"title\":\"Drink?\",\"duration\":60," + CHOICES));
    }

    @Test
    void aPollIsBegunVotedInAndOverAndSubscribersAreTold() {
        String token = token(streamer, "channel:manage:polls");
        try (TestSocket socket = new TestSocket(simulator.eventSubWebSocketUrl())) {
            String session = socket.welcome();
            for (String type : new String[] {"begin", "progress", "end"}) {
                assertThat(client.subscribe(
                                        token,
                                        session,
                                        "channel.poll." + type,
                                        "1",
                                        "broadcaster_user_id",
                                        streamer.id())
                                .status())
                        .isEqualTo(202);
            }
            Answer created = create(token);
            assertThat(created.status()).as(created.body()).isEqualTo(200);
            assertThat(created.text("/data/0/status")).isEqualTo("ACTIVE");
            simulator.viewers().vote(streamer.id(), "tea", 3);
            simulator.viewers().endPoll(streamer.id());

            JsonNode begin = socket.next("notification").at("/payload/event");
            assertThat(begin.at("/choices/0").has("votes")).isFalse();
            assertThat(begin.has("ends_at")).isTrue();
            assertThat(socket.next("notification")
                            .at("/payload/event/choices/0/votes")
                            .asInt())
                    .isEqualTo(3);
            JsonNode end = socket.next("notification").at("/payload/event");
            assertThat(end.path("status").asText()).isEqualTo("completed");
            assertThat(end.has("ended_at")).isTrue();
        }
        Answer listed = client.helix("GET", "/polls?broadcaster_id=" + streamer.id(), token, "");
        assertThat(listed.text("/data/0/status")).isEqualTo("COMPLETED");
    }

    @Test
    void onlyTheBroadcasterWithTheScopeMayAndOnePollAtATime() {
        assertThat(create(token(streamer, "channel:read:polls")).status()).isEqualTo(401);
        assertThat(create(token(bot, "channel:manage:polls")).status()).isEqualTo(401);
        String token = token(streamer, "channel:manage:polls");
        String id = create(token).text("/data/0/id");
        assertThat(create(token).status()).isEqualTo(400);

        String terminate = body("\"status\":\"TERMINATED\",\"id\":\"" + id + "\"");
        assertThat(client.helix("PATCH", "/polls", token, terminate).text("/data/0/status"))
                .isEqualTo("TERMINATED");
        assertThat(status("PATCH", "/polls", token, terminate)).isEqualTo(400);
        assertThatThrownBy(() -> simulator.viewers().vote(streamer.id(), "Tea", 1))
                .hasMessageContaining("no poll");
        assertThat(create(token).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"duration\":60," + CHOICES,
                "\"title\":\"Drink?\"," + CHOICES,
                "\"title\":\"Drink?\",\"duration\":14," + CHOICES,
                "\"title\":\"Drink?\",\"duration\":1801," + CHOICES,
                "\"title\":\"Drink?\",\"duration\":60,\"choices\":[{\"title\":\"Tea\"}]",
                "\"title\":\"Drink?\",\"duration\":60,\"choices\":[{\"title\":\"Tea\"},{\"title\":\"\"}]",
                "\"title\":\"Drink?\",\"duration\":60,\"choices\":[{\"title\":\"Tea\"},{\"title\":\"Coffee, but a very long one\"}]",
                "\"title\":\"Drink?\",\"duration\":60,\"channel_points_voting_enabled\":true," + CHOICES
            })
    void whatTwitchRefusesIsRefused(String rest) {
        assertThat(status("POST", "/polls", token(streamer, "channel:manage:polls"), body(rest)))
                .isEqualTo(400);
    }
}
