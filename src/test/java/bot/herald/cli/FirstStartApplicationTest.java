package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bot.herald.app.Herald;
import bot.herald.config.ConfigException;
import bot.herald.simulator.Fault;
import bot.herald.simulator.discord.DiscordOptions;
import bot.herald.simulator.discord.DiscordSimulator;
import bot.herald.testing.ScriptedServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The ids and secrets of the applications in the set-up, and the configuration that comes of them. */
class FirstStartApplicationTest extends FirstStartStage {
    @Test
    void secretSurvivesAMistakeElsewhere() {
        begin();
        HttpResponse<String> refused = install("nobody", twitch.clientSecret());
        assertThat(refused.body())
                .contains("Herald still has the secret you entered")
                .doesNotContain(twitch.clientSecret());

        assertThat(install(twitch.clientId(), "").body()).contains("Step 2 of 4");
    }

    @Test
    void secretThatIsWrongIsNotKept() {
        begin();
        assertThat(install(twitch.clientId(), WRONG).body()).doesNotContain("Herald still has the secret");
        assertThat(install(twitch.clientId(), "").body()).contains("enter the client secret of your application");
    }

    @Test
    void discordIsTestedAndWrittenWhereItIsWanted() throws IOException {
        try (DiscordSimulator discord = DiscordSimulator.start(DiscordOptions.defaults())) {
            environment.put("HERALD_DISCORD_ENDPOINTS_OAUTH", discord.baseUrl().toString());
            environment.put("HERALD_DISCORD_ENDPOINTS_API", discord.apiUrl());
            begin();

            HttpResponse<String> refused = withDiscord(discord.clientId(), WRONG, discord.botToken());
            assertThat(refused.body())
                    .contains("/auth/discord/callback", "Discord does not take this client ID or this secret")
                    .doesNotContain(WRONG, discord.botToken());
            assertNothingWritten();

            // The token and Twitch's secret need not be typed again.
            assertThat(withDiscord(discord.clientId(), discord.clientSecret(), "")
                            .body())
                    .contains("Step 2 of 4");
            assertThat(Files.readString(folder.resolve("config.yaml")))
                    .contains("client-id: '" + discord.clientId() + "'")
                    .contains("bot-token: '" + discord.botToken() + "'")
                    .contains("oauth: '" + discord.baseUrl() + "'");
        }
    }

    @Test
    void checkingTheAddressForgetsNothingThatWasTyped() {
        begin();
        HttpResponse<String> checked = person().send(
                        "do",
                        "address",
                        "client-id",
                        twitch.clientId(),
                        "client-secret",
                        twitch.clientSecret(),
                        "discord-client-id",
                        "123",
                        "discord-client-secret",
                        "one",
                        "discord-bot-token",
                        "two");
        assertThat(checked.body())
                .contains("value=\"" + twitch.clientId() + "\"", "value=\"123\"")
                .contains("Herald still has the secret you entered: leave this empty to use it.")
                .contains("Herald still has the secret you entered.", "Herald still has the token you entered.");

        // As a script asks, which sends no more than it has to.
        assertThat(person().send("do", "address", "port", "1").body())
                .contains("Herald still has the secret you entered.", "Herald still has the token you entered.");
    }

    private HttpResponse<String> withDiscord(String id, String secret, String token) {
        return person().send(
                        "do",
                        "install",
                        "client-id",
                        twitch.clientId(),
                        "client-secret",
                        twitch.clientSecret(),
                        "discord-client-id",
                        id,
                        "discord-client-secret",
                        secret,
                        "discord-bot-token",
                        token);
    }

    @Test
    void configurationIsForItsOwnerAloneAndKeepsWhereTwitchIs() throws IOException {
        begin();
        install(" " + twitch.clientId() + " ", twitch.clientSecret() + "\n");

        Path file = folder.resolve("config.yaml");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file))
                .contains("client-id: '" + twitch.clientId() + "'")
                .contains("client-secret: '" + twitch.clientSecret() + "'")
                .contains("oauth: '" + twitch.oauthUrl() + "'")
                .contains("helix: '" + twitch.helixUrl() + "'")
                .contains("eventsub-websocket: '" + twitch.eventSubWebSocketUrl() + "'")
                .contains("port: '" + port + "'")
                .contains("public-url: 'http://localhost:" + port + "'");
        try (var all = Files.list(folder)) {
            assertThat(all.map(one -> one.getFileName().toString())).containsExactlyInAnyOrder("config.yaml", "data");
        }
        assertThat(announced).noneMatch(line -> line.contains(twitch.clientSecret()));
    }

    @Test
    void wrongClientIdAndWrongSecretAreToldApartAndOnlyTheIdIsKept() {
        begin();

        HttpResponse<String> wrongId = install("nobodysclientid", WRONG);
        assertThat(wrongId.statusCode()).isEqualTo(400);
        assertThat(wrongId.body())
                .contains("no application with this client ID")
                .doesNotContain("this is not its secret")
                .contains("value=\"nobodysclientid\"")
                .doesNotContain(WRONG);
        HttpResponse<String> wrongSecret = install(twitch.clientId(), WRONG);
        assertThat(wrongSecret.statusCode()).isEqualTo(400);
        assertThat(wrongSecret.body())
                .contains("this is not its secret")
                .contains("value=\"" + twitch.clientId() + "\"")
                .doesNotContain(WRONG);
        assertNothingWritten();
        assertThat(twitch.secretsSeenInUrls()).isFalse();
    }

    @Test
    void emptyFieldsAreNamed() {
        begin();
        assertThat(person().send("do", "install").body())
                .contains("enter the client ID of your application")
                .contains("enter the client secret of your application");
    }

    @Test
    void silentTwitchIsNotThePersonsFault() {
        environment.put("HERALD_TWITCH_ENDPOINTS_OAUTH", ScriptedServer.nobody() + "/oauth2");
        begin();
        assertThat(install(twitch.clientId(), twitch.clientSecret()).body()).contains("Twitch cannot be reached");
        assertNothingWritten();
    }

    @Test
    void twitchOutOfOrderIsNotThePersonsFault() {
        begin();
        twitch.faults().next("POST", "/oauth2/token", 1, Fault.html(503));
        assertThat(install(twitch.clientId(), twitch.clientSecret()).body())
                .contains("out of order at the moment (HTTP 503)");
        twitch.faults().next("POST", "/oauth2/token", 1, Fault.html(200));
        assertThat(install(twitch.clientId(), twitch.clientSecret()).body()).contains("cannot be read");
        assertNothingWritten();
    }

    @Test
    void clockThatIsOffIsNamed() {
        clock = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-12));
        begin();
        assertThat(install(twitch.clientId(), twitch.clientSecret()).body())
                .containsPattern("clock is 1[12] minutes behind Twitch");
        assertNothingWritten();
    }

    @Test
    void fileThatAppearsMeanwhileStaysAsItIs() throws IOException {
        begin();
        Files.writeString(folder.resolve("config.yaml"), "mine");
        HttpResponse<String> answer = install(twitch.clientId(), twitch.clientSecret());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("stays as it is");
        assertThat(Files.readString(folder.resolve("config.yaml"))).isEqualTo("mine");
    }

    @Test
    void botThatCannotStartIsStartedFromThePageWhenThatIsMended() throws IOException {
        begin();
        Path inTheWay = Files.writeString(folder.resolve("data"), "not a folder");

        HttpResponse<String> answer = install(twitch.clientId(), twitch.clientSecret());
        assertThat(answer.body()).contains("The configuration is written, but the bot could not start");
        assertThat(answer.body()).contains("Start the bot").doesNotContain("name=\"client-secret\"");
        Files.delete(inTheWay);
        assertThat(person().send("do", "start").body()).contains("Step 2 of 4");
    }

    @Test
    void tooManyTestsAreNotPassedOnToTwitch() {
        begin();
        for (int i = 0; i < 20; i++) {
            assertThat(person().send("do", "install").statusCode()).isEqualTo(400);
        }
        twitch.requests().clear();
        assertThat(install(twitch.clientId(), twitch.clientSecret()).statusCode())
                .isEqualTo(429);
        assertThat(twitch.requests().count("POST", "/oauth2/token")).isZero();
    }

    @Test
    void environmentThatIsWrongEndsItBeforeAnythingIsAsked() {
        begin();
        environment.put("HERALD_WEB_BINDD", "x");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> Herald.firstStart(file(), clock, announced::add))
                .withMessageContaining("HERALD_WEB_BIND");
    }
}
