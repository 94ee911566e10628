package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.herald.config.DiscordConfig;
import bot.herald.simulator.SimulatedUser;
import bot.herald.simulator.SimulatorOptions;
import bot.herald.simulator.discord.DiscordOptions;
import bot.herald.simulator.discord.DiscordSimulator;
import bot.herald.simulator.discord.PostedMessage;
import bot.herald.testing.DatabaseKind;
import bot.herald.testing.DiscordSettings;
import bot.herald.testing.JumpingClock;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A streamer links their server, as they would, and it is told of a stream: the whole bot, against both simulators. */
class DiscordMessagesEndToEndTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder = Path.of("");

    private final JumpingClock clock = new JumpingClock();
    private Stage stage;
    private DiscordSimulator discord;
    private SimulatedUser alice;

    @BeforeEach
    void start() {
        stage = new Stage(folder, SimulatorOptions.defaults().withClock(clock), kind());
        discord = DiscordSimulator.start(DiscordOptions.defaults()
                .withClock(clock)
                .withRedirectUris(List.of(stage.address + "/auth/discord/callback")));
        stage.discord = Optional.of(DiscordSettings.of(discord));
        stage.restart();
        stage.connectBot();
        alice = stage.connectChannel("alice");
        // Connecting does not wait for the events of streams.
        stage.awaitSettled();
    }

    DatabaseKind kind() {
        return DatabaseKind.usual();
    }

    @AfterEach
    void stop() {
        stage.close();
        discord.close();
    }

    @Test
    void aServerIsInvitedLinkedAndToldOnceOverARestart() {
        LoggedIn person = LoggedIn.at(stage, "alice");
        String server = discord.newServer("The Krew", discord.person("alice").id());
        String channel = discord.firstChannel(server);
        String page = "/dashboard/" + alice.id() + "/discord";
        assertThat(person.get(page).body()).contains("Link your Discord account");
        HttpResponse<String> back = person.browser.agree(stage.address.resolve("/auth/discord?page=" + page), "alice");
        assertThat(back.uri().getPath()).isEqualTo(page);
        assertThat(back.body()).contains("The Krew", "Invite Herald");
        String invitation = back.body().replaceFirst("(?s).*href=\"([^\"]*permissions=19456[^\"]*)\".*", "$1");

        assertThat(person.browser
                        .agree(URI.create(invitation.replace("&amp;", "&")), "alice")
                        .body())
                .contains("Herald is in the server");

        await().atMost(PATIENCE).until(() -> person.get(page).body().contains("#general"));
        HttpResponse<String> made = person.change(
                "POST",
                "/api/channels/" + alice.id() + "/discord-links",
                "{\"serverId\":\"" + server + "\",\"channelId\":\"" + channel + "\",\"post\":[\"live\"]}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        stage.twitch.goLive(alice.id(), "Chess & *stars*", "Chess");
        PostedMessage told =
                discord.awaitMessages(all -> all.size() == 1, PATIENCE).get(0);
        assertThat(told.content()).isEqualTo("alice is live!");
        assertThat(told.embeds().get(0).path("title").asText()).isEqualTo("Chess & \\*stars\\*");
        stage.twitch.updateChannel(alice.id(), "Go now", "Go");
        discord.awaitMessages(
                all -> all.get(0).embeds().get(0).path("title").asText().equals("Go now"), PATIENCE);

        stage.restart();
        discord.gateway().awaitSessions(1, PATIENCE);
        stage.awaitSettled();

        JsonNode servers = person.json("/api/me/discord/servers");
        assertThat(servers.get(0).path("id").asText()).isEqualTo(server);
        stage.twitch.goOffline(alice.id());
        stage.twitch.goLive(alice.id(), "Go now", "Go");
        stage.twitch.updateChannel(alice.id(), "Again", "Go");
        discord.awaitMessages(
                all -> all.get(0).embeds().get(0).path("title").asText().equals("Again"), PATIENCE);
        stage.twitch.goOffline(alice.id());
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
            clock.jump(Duration.ofMinutes(1));
            return discord.messages().get(0).footer().startsWith("Was live for ");
        });
        assertThat(discord.messages()).hasSize(1);
        String metrics = stage.get("/metrics").body();
        String shown =
                person.get(page).body() + metrics + person.get("/api/channels").body();
        assertThat(discord.secretsIssued()).noneMatch(shown::contains);
        assertThat(shown).doesNotContain(discord.botToken(), discord.clientSecret());
    }

    @Test
    void whoIsNotLinkedOrManagesAnotherServerLinksNothing() {
        LoggedIn person = LoggedIn.at(stage, "alice");
        String foreign = discord.newServer("Rita's", discord.person("rita").id());
        discord.addBot(foreign, DiscordSimulator.INVITED);
        String body = "{\"serverId\":\"" + foreign + "\",\"channelId\":\"" + discord.firstChannel(foreign)
                + "\",\"post\":[\"live\"]}";
        String links = "/api/channels/" + alice.id() + "/discord-links";
        assertThat(person.change("POST", links, body).statusCode()).isEqualTo(400);
        person.browser.agree(stage.address.resolve("/auth/discord"), "alice");
        assertThat(person.browser
                        .open(stage.address.resolve(
                                "/auth/discord/callback?code=x&state=y&guild_id=" + foreign + "&permissions=19456"))
                        .statusCode())
                .isEqualTo(400);

        assertThat(person.change("POST", links, body).statusCode()).isEqualTo(400);
        assertThat(person.json(links)).isEmpty();
    }

    @Test
    void aWebhookNeedsNeitherABotNorAnAccountAtDiscordAndItsAddressIsNowhereToBeSeen() throws IOException {
        stage.discord = stage.discord.map(
                with -> new DiscordConfig(with.clientId(), with.clientSecret(), Optional.empty(), with.endpoints()));
        stage.restart();
        stage.awaitSettled();
        int botsBefore = discord.gateway().identifies();
        LoggedIn person = LoggedIn.at(stage, "alice");
        String server = discord.newServer("The Krew", discord.person("rita").id());
        String address = discord.newWebhook(discord.firstChannel(server));
        String page = "/dashboard/" + alice.id() + "/discord";
        assertThat(person.get(page).body()).contains("Link a webhook").doesNotContain("Servers you manage");

        HttpResponse<String> saved = person.submit(page, person.formToken(), "live", "on&role=&webhook=" + address);
        assertThat(saved.statusCode()).isEqualTo(303);
        HttpResponse<String> linked =
                person.get(saved.headers().firstValue("Location").orElseThrow());

        assertThat(linked.body()).contains("Linked.");
        stage.twitch.goLive(alice.id(), "Chess", "Chess");
        PostedMessage told =
                discord.awaitMessages(all -> all.size() == 1, PATIENCE).get(0);
        assertThat(told.webhookId()).isNotNull();
        stage.twitch.updateChannel(alice.id(), "Go now", "Go");
        discord.awaitMessages(
                all -> all.get(0).embeds().get(0).path("title").asText().equals("Go now"), PATIENCE);
        String token = address.substring(address.lastIndexOf('/') + 1);
        String shown = linked.body()
                + person.get(page).body()
                + stage.get("/metrics").body()
                + person.get("/api/channels/" + alice.id() + "/discord-links").body();
        assertThat(shown).doesNotContain(token);
        assertThat(discord.gateway().identifies()).isEqualTo(botsBefore);
        stage.restart();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(token);
            }
        }
    }
}
