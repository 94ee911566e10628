package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.config.DiscordConfig;
import bot.herald.identity.Secret;
import bot.herald.simulator.SimulatedUser;
import bot.herald.simulator.discord.DiscordOptions;
import bot.herald.simulator.discord.DiscordSimulator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is stored, and how somebody is erased, beside a bot that runs. */
class PeopleCommandTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private Stage stage;
    private StagedCli cli;
    private SimulatedUser alice;
    private SimulatedUser mod;

    @BeforeEach
    void aModeratorWhoLoggedIn() throws IOException {
        stage = new Stage(folder);
        stage.connectBot();
        alice = stage.connectChannel("alice");
        mod = stage.twitch.user("mod");
        stage.twitch.addModerator(alice.id(), mod.id());
        cli = new StagedCli(stage, folder, out);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void whoHasLoggedInIsListed() throws IOException {
        assertThat(herald("people", "list")).isZero();
        assertThat(out.toString()).contains("heraldbot").doesNotContain(mod.id());
        LoggedIn.at(stage, "mod");

        assertThat(herald("people", "list")).isZero();
        assertThat(out.toString()).contains(mod.id(), "mod", "valid");

        assertThat(herald("people", "list", "--json")).isZero();
        JsonNode people = new ObjectMapper().readTree(out.toString());
        assertThat(people).anySatisfy(one -> {
            assertThat(one.get("twitchUserId").asText()).isEqualTo(mod.id());
            assertThat(one.get("sessions").asInt()).isEqualTo(1);
        });
    }

    @Test
    void anErasedPersonIsLoggedOutAtOnceAndIsInNoTableAnyMore() throws SQLException {
        LoggedIn person = LoggedIn.at(stage, "mod");
        assertThat(person.json("/api/channels")).hasSize(1);
        int revoked = stage.twitch.requests().count("POST", "/oauth2/revoke");

        assertThat(herald("people", "remove", "--yes", "MOD"))
                .as(out.toString())
                .isZero();

        assertThat(person.get("/api/me").statusCode()).isEqualTo(401);
        assertThat(stage.twitch.requests().count("POST", "/oauth2/revoke")).isEqualTo(revoked + 1);
        for (String where : new String[] {
            "person WHERE twitch_user_id",
            "session WHERE twitch_user_id",
            "credential WHERE account_id",
            "managed_channel WHERE person_id",
            "moderated_elsewhere WHERE person_id",
            "audit WHERE actor_id",
            "audit WHERE subject_id"
        }) {
            assertThat(number("SELECT COUNT(*) FROM " + where + " = '" + mod.id() + "'"))
                    .as(where)
                    .isZero();
        }
        assertThat(number("SELECT COUNT(*) FROM audit WHERE subject_id LIKE '0%'"))
                .as("what happened is still known, of nobody")
                .isPositive();
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(
                        () -> assertThat(stage.get("/metrics").body()).contains("herald_tokens{state=\"valid\"} 2"));
    }

    @Test
    void anErasedBroadcastersChannelStaysAndTheWayToEraseItIsTold() {
        LoggedIn.at(stage, "alice");

        assertThat(herald("people", "remove", "--yes", alice.id())).isZero();
        assertThat(out.toString()).contains("channels remove " + alice.id() + " --purge");

        assertThat(herald("channels", "list")).isZero();
        assertThat(out.toString()).contains("alice");
    }

    @Test
    void whoIsNotThereIsAnError() {
        assertThat(herald("people", "remove", "--yes", "nobody")).isEqualTo(1);
        assertThat(out.toString()).contains("people list");
        assertThat(herald("people", "remove", "--yes", "999999")).isEqualTo(1);
        assertThat(out.toString()).contains("nothing is stored");
    }

    @Test
    void aPurgedChannelLeavesNothingInTheLog() throws SQLException {
        assertThat(number("SELECT COUNT(*) FROM audit WHERE broadcaster_id = '" + alice.id() + "'"))
                .isPositive();
        stage.herald.close();

        assertThat(herald("channels", "remove", "alice", "--purge", "--yes")).isZero();

        assertThat(number("SELECT COUNT(*) FROM audit WHERE broadcaster_id = '" + alice.id() + "'"))
                .isZero();
    }

    @Test
    void whoCameWithDiscordAloneIsListedAndErasedToo() throws IOException {
        try (DiscordSimulator discord = DiscordSimulator.start(
                DiscordOptions.defaults().withRedirectUris(List.of(stage.address + "/auth/discord/callback")))) {
            withDiscord(discord);
            LoggedIn.at(stage, "mod");
            LoggedIn guest = LoggedIn.by(stage, "/auth/discord", "nelly");
            LoggedIn namesake = LoggedIn.by(stage, "/auth/discord", "mod");
            String nelly = discord.person("nelly").id();
            String modThere = discord.person("mod").id();

            assertThat(herald("people", "list")).isZero();
            assertThat(out.toString().lines())
                    .anySatisfy(line -> assertThat(line).contains(nelly, "nelly on Discord", "valid"));
            assertThat(herald("people", "list", "--json")).isZero();
            assertThat(new ObjectMapper().readTree(out.toString())).anySatisfy(one -> {
                assertThat(one.path("discordUserId").asText()).isEqualTo(nelly);
                assertThat(one.has("twitchUserId")).isFalse();
                assertThat(one.path("sessions").asInt()).isEqualTo(1);
            });

            assertThat(herald("people", "remove", "--yes", "mod")).isEqualTo(1);
            assertThat(out.toString())
                    .contains(mod.id() + " on Twitch", modThere + " on Discord", "name one by user id");
            assertThat(herald("people", "remove", "--yes", "nelly"))
                    .as(out.toString())
                    .isZero();
            assertThat(herald("people", "remove", "--yes", modThere))
                    .as(out.toString())
                    .isZero();

            assertThat(guest.get("/api/me").statusCode()).isEqualTo(401);
            assertThat(namesake.get("/api/me").statusCode()).isEqualTo(401);
            assertThat(discord.requests().count("POST", "/api/oauth2/token/revoke"))
                    .isEqualTo(2);
            assertThat(herald("people", "list")).isZero();
            assertThat(out.toString()).contains(mod.id()).doesNotContain("nelly", "on Discord");
            assertThat(herald("people", "remove", "--yes", nelly)).isEqualTo(1);
            assertThat(out.toString()).contains("nothing is stored");
        }
    }

    private void withDiscord(DiscordSimulator discord) throws IOException {
        stage.discord = Optional.of(new DiscordConfig(
                discord.clientId(),
                new Secret(discord.clientSecret()),
                Optional.empty(),
                new DiscordConfig.Endpoints(
                        discord.baseUrl(), URI.create(discord.apiUrl()), URI.create(discord.gatewayUrl()))));
        stage.restart();
        Files.writeString(
                folder.resolve("config.yaml"),
                """
                discord:
                  client-id: "%s"
                  client-secret: %s
                  endpoints: {oauth: '%s', api: '%s', gateway: '%s'}
                """.formatted(
                                discord.clientId(),
                                discord.clientSecret(),
                                discord.baseUrl(),
                                discord.apiUrl(),
                                discord.gatewayUrl()),
                StandardOpenOption.APPEND);
    }

    private int herald(String... arguments) {
        out.getBuffer().setLength(0);
        return cli.run(arguments);
    }

    private long number(String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("herald.db"));
                Statement sql = connection.createStatement();
                var row = sql.executeQuery(query)) {
            assertThat(row.next()).isTrue();
            return row.getLong(1);
        }
    }
}
