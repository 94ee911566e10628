package bot.herald.simulator.discord;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.testing.TestClock;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the simulated Discord takes as a message, from whom, and how often. */
class SimulatedMessagesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HELLO = "{\"content\":\"hello\"}";

    private final DiscordSimulator discord =
            DiscordSimulator.start(DiscordOptions.defaults().withClock(new TestClock()));
    private final DiscordClient client = new DiscordClient(discord);
    private final String bot = "Bot " + discord.botToken();
    private String server = "";
    private String channel = "";

    @BeforeEach
    void invite() {
        server = discord.newServer("Olga's", discord.person("olga").id());
        channel = discord.firstChannel(server);
        discord.addBot(server, DiscordSimulator.INVITED);
    }

    @AfterEach
    void stop() {
        discord.close();
    }

    private static String embed(String field, String value) {
        ObjectNode body = JSON.createObjectNode();
        ObjectNode embed = body.putArray("embeds").addObject();
        ObjectNode at = embed;
        String[] path = field.split("\\.", -1);
        for (int i = 0; i < path.length - 1; i++) {
            at = at.putObject(path[i]);
        }
        at.put(path[path.length - 1], value);
        return body.toString();
    }

    private static String fields(int count, String name, String value) {
        ObjectNode body = JSON.createObjectNode();
        ObjectNode embed = body.putArray("embeds").addObject().put("title", "t");
        for (int i = 0; i < count; i++) {
            embed.withArray("fields").addObject().put("name", name).put("value", value);
        }
        return body.toString();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(50006, "{\"content\":\"\"}"),
                Arguments.of(50006, "{\"embeds\":[]}"),
                Arguments.of(50006, "{\"content\":\" \\n\"}"),
                Arguments.of(50109, "no JSON"),
                Arguments.of(50035, "{\"content\":\"" + "x".repeat(2001) + "\"}"),
                Arguments.of(50035, embed("title", "x".repeat(257))),
                Arguments.of(50035, embed("description", "x".repeat(4097))),
                Arguments.of(50035, embed("footer.text", "x".repeat(2049))),
                Arguments.of(50035, embed("footer.text", "")),
                Arguments.of(50035, embed("author.name", "x".repeat(257))),
                Arguments.of(50035, embed("url", "no address")),
                Arguments.of(50035, embed("image.url", "no address")),
                Arguments.of(50035, embed("author.icon_url", "ftp://example.org/a.png")),
                Arguments.of(50035, embed("color", "red")),
                Arguments.of(50035, "{\"embeds\":[{\"title\":\"t\",\"color\":16777216}]}"),
                Arguments.of(50035, embed("timestamp", "yesterday")),
                Arguments.of(50035, "{\"content\":\"x\",\"allowed_mentions\":{\"parse\":[\"somebody\"]}}"),
                Arguments.of(50035, fields(26, "n", "v")),
                Arguments.of(50035, fields(1, "x".repeat(257), "v")),
                Arguments.of(50035, fields(1, "n", "x".repeat(1025))),
                Arguments.of(50035, fields(1, "", "v")),
                Arguments.of(50035, fields(1, "n", "")),
                Arguments.of(50035, fields(7, "n", "x".repeat(1000))),
                Arguments.of(
                        50035, "{\"content\":\"x\",\"allowed_mentions\":{\"parse\":[\"roles\"],\"roles\":[\"1\"]}}"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void aMessageKeepsToTheLimits(int code, String body) {
        DiscordClient.Answer answer = client.call("POST", "/channels/" + channel + "/messages", bot, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("code").asInt()).isEqualTo(code);
        assertThat(discord.messages()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("refused")
    void soDoesAnEditedOne(int code, String body) {
        String path = "/channels/" + channel + "/messages";
        String id = client.call("POST", path, bot, HELLO).json().path("id").asText();

        DiscordClient.Answer answer = client.call("PATCH", path + "/" + id, bot, body);

        boolean keepsItsWords = body.contains("\"embeds\":[]");
        assertThat(answer.status()).isEqualTo(keepsItsWords ? 200 : 400);
        assertThat(answer.json().path("code").asInt()).isEqualTo(keepsItsWords ? 0 : code);
        assertThat(discord.messages().get(0).content()).isEqualTo("hello");
    }

    @Test
    void lookingAtAWebhookUsesUpNothingOfWhatItMayPost() {
        String webhook = discord.newWebhook(channel);
        for (int i = 0; i < 5; i++) {
            assertThat(client.call("POST", webhook + "?wait=true", "", HELLO).status())
                    .isEqualTo(200);
            assertThat(client.call("GET", webhook, "", "").status()).isEqualTo(200);
        }

        assertThat(client.call("POST", webhook + "?wait=true", "", HELLO).status())
                .isEqualTo(429);
    }

    @Test
    void aWebhookPostsNothingInAServerThatIsDown() {
        String webhook = discord.newWebhook(channel);
        discord.startOutage(server);

        assertThat(client.call("POST", webhook + "?wait=true", "", HELLO).status())
                .isEqualTo(503);
    }

    @Test
    void aNonceIsTheBotsOwn() {
        String webhook = discord.newWebhook(channel);
        String body = "{\"content\":\"hello\",\"nonce\":\"n1\",\"enforce_nonce\":true}";
        client.call("POST", webhook + "?wait=true", "", body);

        client.call("POST", "/channels/" + channel + "/messages", bot, body);
        client.call("POST", "/channels/" + channel + "/messages", bot, body);

        assertThat(discord.messages()).hasSize(2);
    }

    @Test
    void aBodyHasToBeSentAsJson() {
        DiscordClient.Answer answer =
                client.post(discord.apiUrl() + "/channels/" + channel + "/messages", Map.of("content", "hello"), bot);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("code").asInt()).isEqualTo(50035);
    }

    @Test
    void aWebhookMayNotCallItselfDiscord() {
        String webhook = discord.newWebhook(channel) + "?wait=true";

        assertThat(client.call("POST", webhook, "", "{\"content\":\"x\",\"username\":\"Herald\"}")
                        .status())
                .isEqualTo(200);
        assertThat(client.call("POST", webhook, "", "{\"content\":\"x\",\"username\":\"Discord\"}")
                        .json()
                        .path("code")
                        .asInt())
                .isEqualTo(50035);
    }

    @Test
    void readingAMessageNeedsItsHistory() {
        String path = "/channels/" + channel + "/messages";
        String id = client.call("POST", path, bot, HELLO).json().path("id").asText();
        assertThat(client.get(path + "/" + id, bot).status()).isEqualTo(200);

        discord.overwrite(channel, 0, Permissions.READ_MESSAGE_HISTORY);

        assertThat(client.get(path + "/" + id, bot).json().path("code").asInt()).isEqualTo(50013);
    }

    @Test
    void aLimitIsANumberWithinBounds() {
        for (String limit : new String[] {"0", "1001", "many"}) {
            assertThat(client.get("/guilds/" + server + "/members?limit=" + limit, bot)
                            .json()
                            .path("code")
                            .asInt())
                    .as(limit)
                    .isEqualTo(50035);
        }
        assertThat(client.get("/guilds/" + server + "/members?limit=1000", bot).json())
                .hasSize(2);
    }

    @Test
    void tooManyRefusalsShutTheAddressOutButThoseOfASharedLimitDoNotCount() {
        discord.faults().next("POST", "/api/v10/channels/", 10_000, DiscordFaults.sharedLimit(1));
        String path = "/channels/" + channel + "/messages";
        for (int i = 0; i < 3; i++) {
            assertThat(client.call("POST", path, bot, HELLO).body()).contains("The resource is being rate limited.");
        }
        assertThat(discord.refusals()).isZero();
        discord.faults().clear();
        client.get("/users/@me", "Bot wrong");
        assertThat(discord.refusals()).isEqualTo(1);
    }
}
