package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.app.MaintenanceModule;
import bot.herald.config.DiscordConfig;
import bot.herald.identity.Provider;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchUserId;
import bot.herald.maintenance.Maintenance;
import bot.herald.simulator.Fault;
import bot.herald.simulator.SimulatedUser;
import bot.herald.simulator.SimulatorOptions;
import bot.herald.simulator.discord.DiscordFaults;
import bot.herald.simulator.discord.DiscordOptions;
import bot.herald.simulator.discord.DiscordSimulator;
import bot.herald.testing.DatabaseKind;
import bot.herald.testing.FeedClient;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logging in with Discord, against the simulated one: who comes with it is known, and manages nothing by it. */
class DiscordLoginEndToEndTest {
    @TempDir
    Path folder = Path.of("");

    private Stage stage;
    private DiscordSimulator discord;
    private SimulatedUser alice;

    @BeforeEach
    void start() {
        stage = new Stage(folder, SimulatorOptions.defaults(), DatabaseKind.SQLITE);
        discord = DiscordSimulator.start(
                DiscordOptions.defaults().withRedirectUris(List.of(stage.address + "/auth/discord/callback")));
        stage.discord = Optional.of(new DiscordConfig(
                discord.clientId(),
                new Secret(discord.clientSecret()),
                Optional.empty(),
                new DiscordConfig.Endpoints(
                        discord.baseUrl(), URI.create(discord.apiUrl()), URI.create(discord.gatewayUrl()))));
        stage.restart();
        stage.connectBot();
        alice = stage.connectChannel("alice");
    }

    @AfterEach
    void stop() {
        stage.close();
        discord.close();
    }

    @Test
    void bothAreLinkedInOneBrowserAndDisconnectedAgain() {
        LoggedIn person = LoggedIn.at(stage, "alice");
        assertThat(person.json("/api/me").path("discord").isNull()).isTrue();
        discord.newServer("The Krew", discord.person("nelly").id());

        HttpResponse<String> arrival = person.browser.agree(stage.address.resolve("/auth/discord"), "nelly");

        assertThat(arrival.uri().getPath()).isEqualTo("/dashboard/sessions");
        assertThat(arrival.body()).contains("Disconnect Discord");
        JsonNode me = person.json("/api/me");
        assertThat(me.path("login").asText()).isEqualTo("alice");
        assertThat(me.path("discord").path("id").asText())
                .isEqualTo(discord.person("nelly").id());
        assertThat(me.path("discord").path("username").asText()).isEqualTo("nelly");
        assertThat(me.path("discord").path("avatarUrl").asText()).startsWith("https://cdn.discordapp.com/");
        assertThat(discord.requests().count("GET", "/api/v10/users/@me/guilds")).isEqualTo(1);
        assertThat(person.get("/dashboard/" + alice.id()).body())
                .as("there are webhooks, also without a bot")
                .contains("/dashboard/" + alice.id() + "/discord\"");
        assertThat(person.get("/api/channels/" + alice.id()).statusCode()).isEqualTo(200);

        HttpResponse<String> gone = person.submit("/auth/discord", person.formToken(), "x", "y");

        assertThat(gone.statusCode()).isEqualTo(303);
        assertThat(person.json("/api/me").path("discord").isNull()).isTrue();
        assertThat(discord.requests().count("POST", "/api/oauth2/token/revoke")).isEqualTo(1);
    }

    @Test
    void discordAloneGivesNoRightOverAChannelLinkedOrNot() {
        LoggedIn guest = LoggedIn.by(stage, "/auth/discord", "nelly");

        assertThat(guest.arrival.statusCode()).isEqualTo(403);
        assertThat(guest.arrival.body()).contains("You are logged in with Discord", "Log in with Twitch");
        assertThat(guest.json("/api/me").path("id").isNull()).isTrue();
        assertThat(guest.json("/api/me").path("discord").path("username").asText())
                .isEqualTo("nelly");
        assertShutOut(guest);

        // The same browser proves the other account, too.
        guest.browser.agree(stage.address.resolve("/auth/login"), "alice");
        assertThat(guest.json("/api/me").path("id").asText()).isEqualTo(alice.id());
        assertThat(guest.json("/api/me").path("discord").path("username").asText())
                .isEqualTo("nelly");
        assertThat(guest.get("/api/channels/" + alice.id()).statusCode()).isEqualTo(200);

        LoggedIn elsewhere = LoggedIn.by(stage, "/auth/discord", "nelly");
        assertThat(elsewhere.arrival.body()).contains("Your account on Twitch is linked");
        assertShutOut(elsewhere);
    }

    @Test
    @Tag("full")
    void aGuestsTokenSaysWhoItIsAndOpensNothingOfAChannel() {
        discord.newServer("The Krew", discord.person("nelly").id());
        LoggedIn guest = LoggedIn.by(stage, "/auth/discord", "nelly");
        HttpResponse<String> issued = guest.change("POST", "/api/session", "{}");
        assertThat(issued.statusCode()).isEqualTo(200);
        String bearer = "Bearer " + LoggedIn.json(issued).path("token").asText();

        JsonNode me = LoggedIn.json(guest.send("GET", "/api/me", "Authorization", bearer));
        assertThat(me.path("id").isNull()).isTrue();
        assertThat(me.path("discord").path("username").asText()).isEqualTo("nelly");
        assertThat(me.path("channels")).isEmpty();
        assertThat(guest.send("GET", "/api/me/discord/servers", "Authorization", bearer)
                        .body())
                .contains("The Krew");
        assertThat(guest.send("GET", "/api/me/sessions", "Authorization", bearer)
                        .body())
                .contains("\"current\":true");
        assertThat(guest.send("POST", "/api/session", "Authorization", bearer).statusCode())
                .as("a token makes no token")
                .isEqualTo(401);

        URI servers = URI.create(
                "ws" + stage.address.resolve("/api/me/events").toString().substring(4));
        assertThat(FeedClient.refusal(servers)).isEqualTo(401);
        try (FeedClient feed = FeedClient.open(servers, "Authorization", bearer)) {
            assertThat(feed.next("discord.servers").path("servers").findValuesAsText("name"))
                    .containsExactly("The Krew");
            discord.newServer("The Choir", discord.person("nelly").id());
            LoggedIn.by(stage, "/auth/discord", "nelly");
            assertThat(feed.next("discord.servers").path("servers").findValuesAsText("name"))
                    .containsExactly("The Choir", "The Krew");
            URI ofChannel = URI.create("ws"
                    + stage.address
                            .resolve("/api/channels/" + alice.id() + "/events")
                            .toString()
                            .substring(4));
            assertThat(FeedClient.refusal(ofChannel, "Authorization", bearer)).isEqualTo(403);
        }

        List<String> open = List.of(
                "GET /api/openapi.json",
                "GET /api/me",
                "GET /api/me/discord/servers",
                "GET /api/me/events",
                "GET /api/me/sessions",
                "DELETE /api/me/sessions",
                "DELETE /api/me/sessions/{id}",
                "POST /api/session");
        List<String> tried = new ArrayList<>();
        guest.json("/api/openapi.json")
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                    String route = method.toUpperCase(Locale.ROOT) + " " + path.getKey();
                    if (method.equals("parameters") || open.contains(route)) {
                        return;
                    }
                    String address = path.getKey().replace("{id}", alice.id()).replaceAll("\\{[a-z]+}", "x");
                    HttpResponse<String> byBearer =
                            guest.send(method.toUpperCase(Locale.ROOT), address, "Authorization", bearer);
                    HttpResponse<String> byCookie = guest.change(method.toUpperCase(Locale.ROOT), address, "{}");
                    assertThat(byBearer.statusCode()).as(route).isEqualTo(403);
                    assertThat(byBearer.body()).as(route).contains("twitch_login_required");
                    assertThat(byCookie.statusCode()).as(route).isEqualTo(403);
                    tried.add(route);
                }));
        assertThat(tried)
                .contains("GET /api/channels/{id}/events", "DELETE /api/channels/{id}", "GET /api/tokens")
                .hasSizeGreaterThan(30);

        try (FeedClient feed = FeedClient.open(servers, "Authorization", bearer)) {
            HttpResponse<String> ended = guest.send("DELETE", "/api/me/sessions", "Authorization", bearer);
            assertThat(ended.statusCode()).isEqualTo(204);
            assertThat(feed.closeCode()).isEqualTo(1008);
        }
        assertThat(guest.send("GET", "/api/me", "Authorization", bearer).statusCode())
                .as("the token ends with the session")
                .isEqualTo(401);
    }

    @Test
    @Tag("full")
    void anAdminSeesWhoCameWithDiscordAndLogsThemOut() {
        stage.admins = List.of("alice");
        stage.restart();
        LoggedIn guest = LoggedIn.by(stage, "/auth/discord", "nelly");
        LoggedIn other = LoggedIn.by(stage, "/auth/discord", "nelly");
        LoggedIn admin = LoggedIn.at(stage, "alice");

        assertThat(admin.get("/dashboard/admin").body()).contains("(Discord)");
        JsonNode one = guest.json("/api/me/sessions");
        String id = one.findParents("current").stream()
                .filter(session -> session.path("current").asBoolean())
                .map(session -> session.path("id").asText())
                .findFirst()
                .orElseThrow();
        assertThat(admin.json("/api/sessions").findParents("discord"))
                .filteredOn(session -> session.path("id").asText().equals(id))
                .singleElement()
                .satisfies(session -> {
                    assertThat(session.path("userId").isNull()).isTrue();
                    assertThat(session.path("discord").path("username").asText())
                            .isEqualTo("nelly");
                });

        assertThat(admin.submit("/dashboard/admin", admin.formToken(), "session", id)
                        .statusCode())
                .isEqualTo(303);

        assertThat(guest.get("/api/me").statusCode()).isEqualTo(401);
        assertThat(other.get("/api/me").statusCode()).isEqualTo(200);
        assertThat(other.change("DELETE", "/api/sessions/" + id).statusCode()).isEqualTo(403);
    }

    private void assertShutOut(LoggedIn guest) {
        for (String path : List.of("/api/channels", "/api/channels/" + alice.id(), "/api/tokens")) {
            HttpResponse<String> answer = guest.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(403);
            assertThat(answer.body()).contains("twitch_login_required");
        }
        assertThat(guest.get("/dashboard/" + alice.id()).statusCode()).isEqualTo(403);
        assertThat(guest.send("GET", "/api/channels/" + alice.id() + "/events", "Origin", stage.address.toString())
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void everyFailureIsToldInWordsAndStoresNothing() {
        ScriptedBrowser browser = new ScriptedBrowser();
        URI begin = stage.address.resolve("/auth/discord");

        assertThat(browser.decide(begin, "nelly", "deny").body()).contains("Discord says that access was refused");

        URI consent = browser.open(begin).uri();
        assertThat(new ScriptedBrowser().agree(consent, "nelly").body())
                .as("another browser than the one that began")
                .contains("This link was used before");
        HttpResponse<String> forged =
                browser.open(stage.address.resolve("/auth/discord/callback?state=forged&code=x&guild_id=1"));
        assertThat(forged.statusCode()).isEqualTo(400);

        URI atTwitch = browser.open(stage.address.resolve("/auth/login")).uri();
        String state = atTwitch.getRawQuery().replaceFirst(".*state=([^&]+).*", "$1");
        assertThat(browser.open(stage.address.resolve("/auth/discord/callback?code=x&state=" + state))
                        .body())
                .as("a state that went to Twitch")
                .contains("This link was used before");

        discord.faults().next("POST", "/api/oauth2/token", 1, DiscordFaults.cloudflare());
        HttpResponse<String> away = browser.agree(begin, "nelly");
        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(away.body()).contains("Discord cannot be reached at the moment");

        discord.faults().next("GET", "/api/v10/users/@me", 1, Fault.html(502));
        assertThat(browser.agree(begin, "nelly").body()).contains("Discord cannot be reached at the moment");

        discord.oddities().narrowScope("identify");
        assertThat(browser.agree(begin, "nelly").body()).contains("did not allow Herald to know who you are");
        discord.oddities().narrowScope("");
        assertThat(browser.open(stage.address.resolve("/api/me")).statusCode()).isEqualTo(401);

        discord.faults().next("GET", "/api/v10/users/@me/guilds", 1, DiscordFaults.limited(5));
        assertThat(browser.agree(begin, "nelly").body())
                .as("without their servers one is known all the same")
                .contains("You are logged in with Discord");
    }

    @Test
    void itIsErasedWithThePersonAndNoSecretIsLeftAnywhere() throws IOException {
        LoggedIn.at(stage, "alice").browser.agree(stage.address.resolve("/auth/discord"), "nelly");
        LoggedIn guest = LoggedIn.by(stage, "/auth/discord", "nelly");
        assertThat(files()).contains("nelly");

        try (Maintenance maintenance = MaintenanceModule.open(stage.config(), Clock.systemUTC())) {
            assertThat(maintenance.tokens())
                    .filteredOn(token -> token.key().provider() == Provider.DISCORD)
                    .singleElement()
                    .satisfies(token -> assertThat(token.state()).isEqualTo("valid"));
            assertThat(maintenance.erasure().removePerson(new TwitchUserId(alice.id())))
                    .isTrue();
        }

        assertThat(guest.get("/api/me").statusCode()).isEqualTo(401);
        assertThat(discord.requests().count("POST", "/api/oauth2/token/revoke")).isEqualTo(1);
        stage.stop();
        assertThat(files()).doesNotContain("nelly").doesNotContain(discord.secretsIssued());
    }

    private String files() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> found = Files.list(folder)) {
            for (Path file : found.filter(one -> one.getFileName().toString().startsWith("herald.db"))
                    .toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    @Test
    void anAccountThatIsLinkedElsewhereIsNotTakenOver() {
        LoggedIn.at(stage, "alice").browser.agree(stage.address.resolve("/auth/discord"), "nelly");
        LoggedIn bob = LoggedIn.at(stage, "bob");

        HttpResponse<String> refused = bob.browser.agree(stage.address.resolve("/auth/discord"), "nelly");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("belongs to another Twitch account here");
        assertThat(bob.json("/api/me").path("discord").isNull()).isTrue();
    }

    @Test
    void withoutAnApplicationNothingOfDiscordIsSeen() {
        stage.discord = Optional.empty();
        stage.restart();

        assertThat(stage.get("/auth/discord").statusCode()).isEqualTo(404);
        assertThat(stage.get("/auth/discord/callback").statusCode()).isEqualTo(404);
        assertThat(stage.get("/dashboard").body()).doesNotContain("Discord");
        assertThat(LoggedIn.at(stage, "alice").get("/dashboard/sessions").body())
                .doesNotContain("Discord");
        assertThat(stage.get("/metrics").body()).doesNotContain("discord");
    }
}
