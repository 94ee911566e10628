package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.herald.simulator.Fault;
import bot.herald.simulator.TwitchSimulator;
import bot.herald.simulator.discord.DiscordOptions;
import bot.herald.simulator.discord.DiscordSimulator;
import bot.herald.simulator.discord.PostedMessage;
import bot.herald.testing.DatabaseKind;
import bot.herald.testing.FreePort;
import bot.herald.testing.ShardsAtTwitch;
import bot.herald.testing.SimulatedTwitch;
import bot.herald.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes on one PostgreSQL, of which the one that leads gets SIGKILL while it posts on Discord. */
@Tag("full")
class KilledWhileTellingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** Longer than anybody here waits for an answer. */
    private static final Duration UNENDING = Duration.ofMinutes(1);

    private static final String MESSAGES = "/api/v10/channels/";

    @TempDir
    Path folder = Path.of("");

    private final List<HeraldProcess> started = new ArrayList<>();
    private int port;
    private URI address;
    private TwitchSimulator twitch;
    private DiscordSimulator discord;

    @BeforeEach
    void startWorlds() throws IOException {
        port = FreePort.next();
        address = URI.create("http://localhost:" + port);
        twitch = SimulatedTwitch.start(port);
        discord = DiscordSimulator.start(
                DiscordOptions.defaults().withRedirectUris(List.of(address + "/auth/discord/callback")));
    }

    @AfterEach
    void stopAll() {
        started.forEach(HeraldProcess::close);
        twitch.close();
        discord.close();
    }

    @Test
    void theNextOneThatLeadsPostsWhatWasNotPostedAndPostsNothingTwice() throws Exception {
        HeraldProcess first = run("first", port);
        first.await("this instance leads");
        agree("/auth/bot?setup=" + first.await("Open \\S+/auth/bot\\?setup=(\\S+)"), "heraldbot");
        String alice = link("alice");
        String bob = link("bob");
        HeraldProcess second = run("second", FreePort.next());
        second.await("another instance leads");
        awaitHeard(second);

        // Discord has the message, and nobody will ever be told its id.
        discord.faults().next("POST", MESSAGES, 1, Fault.hangAfterProcessing(UNENDING));
        twitch.goLive(alice, "Chess", "Chess");
        PostedMessage posted =
                discord.awaitMessages(all -> !all.isEmpty(), PATIENCE).get(0);
        first.kill();

        second.await("this instance leads now");
        second.await("told on Discord: live:");
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> {
            // What is said while nobody has the killed one's sockets is heard by nobody.
            twitch.updateChannel(alice, "Go now", "Go");
            return title(discord.messages().get(0)).equals("Go now");
        });
        assertThat(discord.messages()).extracting(PostedMessage::id).containsExactly(posted.id());
        assertThat(discord.requests().count("POST", "/api/v10/channels/" + posted.channelId() + "/messages"))
                .as("asked again under the same nonce")
                .isEqualTo(1);

        HeraldProcess third = run("third", FreePort.next());
        third.await("another instance leads");
        awaitHeard(third);

        // It is written down as begun, and Discord has nothing.
        discord.faults().next("POST", MESSAGES, 1, Fault.hang(UNENDING));
        twitch.goLive(bob, "Go", "Go");
        await().atMost(PATIENCE).until(() -> discord.faults().left() == 0);
        assertThat(discord.messages()).hasSize(1);
        second.kill();

        third.await("this instance leads now");
        third.await("told on Discord: live:");
        assertThat(discord.messages())
                .extracting(PostedMessage::content)
                .containsExactly("alice is live!", "bob is live!");
    }

    /** Connects the channel, and links it with a server of its owner's. */
    private String link(String login) {
        agree("/auth/channel", login);
        LoggedIn person = LoggedIn.at(address, login);
        String server = discord.newServer(login + "'s", discord.person(login).id());
        person.browser.agree(address.resolve("/auth/discord"), login);
        discord.addBot(server, DiscordSimulator.INVITED);
        String id = twitch.user(login).id();
        String body = "{\"serverId\":\"" + server + "\",\"channelId\":\"" + discord.firstChannel(server)
                + "\",\"post\":[\"live\"]}";
        await().atMost(PATIENCE)
                .until(() -> person.change("POST", "/api/channels/" + id + "/discord-links", body)
                                .statusCode()
                        == 201);
        return id;
    }

    /** Until what happens on both channels reaches somebody, and this one has its share of the shards. */
    private void awaitHeard(HeraldProcess joined) throws InterruptedException {
        joined.await("own=\\d");
        ShardsAtTwitch shards = new ShardsAtTwitch(twitch);
        await().atMost(PATIENCE).until(() -> shards.served() == shards.count());
        await().atMost(PATIENCE)
                .until(() -> Set.of("stream.online", "channel.update").stream()
                        .allMatch(type -> twitch.subscriptions().stream()
                                        .filter(one ->
                                                one.enabled() && one.type().equals(type))
                                        .count()
                                == 2));
    }

    private static String title(PostedMessage message) {
        return message.embeds().path(0).path("title").asText();
    }

    private HeraldProcess run(String name, int webPort) throws IOException, InterruptedException {
        Files.writeString(
                folder.resolve(name + ".yaml"),
                SharedConfig.of(twitch, "conduit", webPort, port, TestDatabase.url(folder, DatabaseKind.POSTGRESQL))
                        + """
                        discord:
                          client-id: "%s"
                          client-secret: %s
                          bot-token: %s
                          endpoints:
                            oauth: %s
                            api: %s
                            gateway: %s
                        """.formatted(
                                        discord.clientId(),
                                        discord.clientSecret(),
                                        discord.botToken(),
                                        discord.baseUrl(),
                                        discord.apiUrl(),
                                        discord.gatewayUrl()));
        HeraldProcess process = new HeraldProcess(folder, Map.of(), "run", "--config", name + ".yaml");
        started.add(process);
        process.await("Herald is running");
        return process;
    }

    private void agree(String path, String login) {
        assertThat(new ScriptedBrowser().agree(address.resolve(path), login).statusCode())
                .isEqualTo(200);
    }
}
