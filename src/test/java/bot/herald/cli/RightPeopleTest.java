package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.simulator.SimulatedUser;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody gains a channel, an admin's rights or the bot's voice by a name, a forgotten scope or a wrong click. */
class RightPeopleTest {
    @TempDir
    Path folder = Path.of("");

    private Stage stage;

    @BeforeEach
    void open() {
        stage = new Stage(folder);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aLoginThatLooksLikeAnAdminsIdMakesNobodyAnAdmin() {
        SimulatedUser admin = stage.twitch.user("boss");
        stage.admins = List.of(admin.id());
        stage.restart();

        assertThat(isAdmin(LoggedIn.at(stage, "boss"))).isTrue();
        assertThat(isAdmin(LoggedIn.at(stage, admin.id()))).isFalse();
    }

    @Test
    void whoTakesAnAdminsFreedLoginIsNoAdminAlsoByBearer() {
        stage.admins = List.of("boss");
        stage.restart();
        SimulatedUser first = stage.twitch.user("boss");
        assertThat(isAdmin(LoggedIn.at(stage, "boss"))).isTrue();

        stage.twitch.rename(first.id(), "plain", "Plain");
        stage.restart();
        LoggedIn second = LoggedIn.at(stage, "boss");

        assertThat(second.json("/api/me").path("id").asText()).isNotEqualTo(first.id());
        assertThat(isAdmin(second)).isFalse();
        String bearer = second.change("POST", "/api/session").body().replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
        assertThat(second.send("GET", "/api/me", "Authorization", "Bearer " + bearer)
                        .body())
                .contains("\"admin\":false");
    }

    @Test
    void aModeratorWhoseNewLoginDoesNotLetUsAskLosesTheChannel() {
        SimulatedUser alice = stage.connectChannel("alice");
        SimulatedUser mod = stage.twitch.user("mod");
        stage.twitch.addModerator(alice.id(), mod.id());
        LoggedIn before = LoggedIn.at(stage, "mod");
        assertThat(before.json("/api/channels")).hasSize(1);

        LoggedIn after = LoggedIn.at(stage, "mod", "");

        assertThat(after.json("/api/channels")).isEmpty();
        assertThat(before.json("/api/channels")).as("in the other browser").isEmpty();
        assertThat(LoggedIn.at(stage, "mod").json("/api/channels")).hasSize(1);
    }

    @Test
    void anAdminWhoAllowsMoreInTheWrongBrowserDoesNotBecomeTheBot() {
        LoggedIn boss = bossBesideABot();

        HttpResponse<String> page = boss.browser.agree(stage.address.resolve("/auth/bot"), "boss");

        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body()).contains("boss agreed", "the bot's account is heraldbot", "Nothing was stored");
        assertThat(bots(boss)).containsExactly("heraldbot");
        assertThat(boss.browser
                        .agree(stage.address.resolve("/auth/bot"), "heraldbot")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void replacingTheBotIsAnActOfItsOwnThatNamesBothAccounts() {
        LoggedIn boss = bossBesideABot();
        SimulatedUser alice = stage.twitch.user("alice");

        HttpResponse<String> page = boss.browser.agree(stage.address.resolve("/auth/bot?replace=true"), "newbot");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Replace heraldbot by newbot?");
        assertThat(bots(boss)).containsExactly("heraldbot");
        assertThat(boss.json("/api/channels/" + alice.id() + "/audit").toString())
                .doesNotContain("bot-replaced");

        LoggedIn eve = LoggedIn.at(stage, "eve");
        assertThat(eve.submit("/auth/bot/replacement", eve.formToken(), "replacement", replacement(page))
                        .statusCode())
                .isEqualTo(403);
        HttpResponse<String> done =
                boss.submit("/auth/bot/replacement", boss.formToken(), "replacement", replacement(page));

        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
        assertThat(bots(boss)).containsExactly("newbot");
        assertThat(boss.json("/api/channels/" + alice.id() + "/audit").toString())
                .contains("bot-replaced", "heraldbot", "newbot");
        assertThat(stage.twitch.requests().count("POST", "/oauth2/revoke")).isEqualTo(1);
        assertThat(boss.submit("/auth/bot/replacement", boss.formToken(), "replacement", replacement(page))
                        .statusCode())
                .as("a second time")
                .isEqualTo(400);
    }

    @Test
    void theConfirmationWorksInTheBrowserThatBeganAndWithItsFormTokenOnly() {
        LoggedIn boss = bossBesideABot();
        HttpResponse<String> page = boss.browser.agree(stage.address.resolve("/auth/bot?replace=true"), "newbot");

        assertThat(boss.submit("/auth/bot/replacement", "wrong", "replacement", replacement(page))
                        .statusCode())
                .isEqualTo(403);
        LoggedIn elsewhere = LoggedIn.at(stage, "boss");
        assertThat(elsewhere
                        .submit("/auth/bot/replacement", elsewhere.formToken(), "replacement", replacement(page))
                        .statusCode())
                .isEqualTo(400);
        assertThat(bots(boss)).containsExactly("heraldbot");
    }

    @Test
    void whoIsNoAdminCannotReplaceTheBot() {
        bossBesideABot();
        LoggedIn eve = LoggedIn.at(stage, "eve");

        assertThat(eve.get("/auth/bot?replace=true").statusCode()).isEqualTo(403);
    }

    @Test
    void theWrongAccountOfTheSetUpIsCorrectedByTheSameLinkUntilTheBotServesSomebody() {
        stage.connectBot();
        URI link = stage.herald.setupLink();

        assertThat(new ScriptedBrowser().agree(link, "betterbot").statusCode()).isEqualTo(200);
        stage.connectChannel("alice");

        assertThat(new ScriptedBrowser().agree(link, "eve").statusCode()).isEqualTo(403);
        stage.admins = List.of(stage.twitch.user("boss").id());
        stage.restart();
        assertThat(bots(LoggedIn.at(stage, "boss"))).containsExactly("betterbot");
    }

    @Test
    void aLinkForOneChannelIsForNoOtherAccount() {
        SimulatedUser alice = stage.connectChannel("alice");
        stage.connectBot();

        HttpResponse<String> page =
                new ScriptedBrowser().agree(stage.address.resolve("/auth/channel?channel=" + alice.id()), "bobby");

        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body())
                .contains(
                        "bobby agreed",
                        "for alice",
                        "Nothing was stored",
                        "href=\"/auth/channel?another=true&amp;channel=" + alice.id() + "\">Use another account");
        assertThat(LoggedIn.at(stage, "bobby").json("/api/channels")).isEmpty();
    }

    @Test
    void anotherAccountIsAskedForAtTwitch() {
        ScriptedBrowser browser = new ScriptedBrowser();

        assertThat(browser.open(stage.address.resolve("/auth/channel?another=true"))
                        .uri())
                .asString()
                .contains("force_verify=true");
        assertThat(browser.open(stage.address.resolve("/auth/channel")).uri())
                .asString()
                .doesNotContain("force_verify");
    }

    @Test
    void oneAccountAsBotAndChannelIsToldAtOnce() {
        stage.connectBot();

        HttpResponse<String> page = new ScriptedBrowser().agree(stage.channelLink(), "heraldbot");

        assertThat(page.body()).contains("own account", "not answered", "herald login bot");
        assertThat(LoggedIn.at(stage, "heraldbot").arrival.body()).contains("own account", "not answered");
        assertThat(new ScriptedBrowser().agree(stage.channelLink(), "alice").body())
                .doesNotContain("own account");
    }

    @Test
    void connectingAChannelLogsItsBroadcasterIn() {
        LoggedIn alice = LoggedIn.by(stage, "/auth/channel", "alice");

        assertThat(alice.json("/api/me").path("login").asText()).isEqualTo("alice");
        assertThat(alice.json("/api/channels")).hasSize(1);
        stage.restart();
        assertThat(alice.get("/dashboard?all=true").statusCode()).isEqualTo(200);
    }

    @Test
    void anAdminWhoConnectsAChannelStaysLoggedIn() {
        LoggedIn boss = bossBesideABot();

        assertThat(boss.browser.agree(stage.channelLink(), "carol").statusCode())
                .isEqualTo(200);

        assertThat(boss.json("/api/me").path("login").asText()).isEqualTo("boss");
    }

    @Test
    void aPageThatIsAskedForWithoutALoginIsReachedAfterIt() {
        SimulatedUser alice = stage.connectChannel("alice");
        String wanted = "/dashboard/" + alice.id() + "/features";
        HttpResponse<String> refused = stage.get(wanted);
        assertThat(refused.statusCode()).isEqualTo(401);
        String link = refused.body().replaceAll("(?s).*href=\"(/auth/login[^\"]*)\".*", "$1");

        assertThat(LoggedIn.by(stage, link, "alice").arrival.uri()).hasPath(wanted);
        for (String foreign :
                List.of("//evil.test/", "https://evil.test/", "/%5Cevil.test", "/dashboard/../auth/bot")) {
            String page = "/auth/login?page=" + URLEncoder.encode(foreign, StandardCharsets.UTF_8);
            assertThat(LoggedIn.by(stage, page, "alice").arrival.uri()).hasPath("/dashboard/" + alice.id());
        }
    }

    @Test
    void sessionsAreListedAndEndedOneByOneOrAll() {
        LoggedIn here = LoggedIn.at(stage, "alice");
        LoggedIn there = LoggedIn.at(stage, "alice");
        LoggedIn bob = LoggedIn.at(stage, "bob");
        JsonNode sessions = here.json("/api/me/sessions");
        assertThat(sessions).hasSize(2);
        assertThat(sessions.findValuesAsText("current")).containsExactlyInAnyOrder("true", "false");
        String other = "";
        for (JsonNode session : sessions) {
            assertThat(session.path("lastUsedAt").asText()).endsWith("Z");
            if (!session.path("current").asBoolean()) {
                other = session.path("id").asText();
            }
        }

        assertThat(bob.change("DELETE", "/api/me/sessions/" + other).statusCode())
                .isEqualTo(404);
        assertThat(there.get("/api/me").statusCode()).isEqualTo(200);
        assertThat(here.change("DELETE", "/api/me/sessions/" + other).statusCode())
                .isEqualTo(204);
        assertThat(there.get("/api/me").statusCode()).isEqualTo(401);
        assertThat(here.get("/api/me").statusCode()).isEqualTo(200);
        assertThat(here.get("/dashboard/sessions").body()).contains("this browser", "Log out everywhere");

        assertThat(here.submit("/dashboard/sessions", here.formToken(), "session", "all")
                        .statusCode())
                .isEqualTo(303);
        assertThat(here.get("/api/me").statusCode()).isEqualTo(401);
        assertThat(bob.get("/api/me").statusCode()).isEqualTo(200);
    }

    @Test
    void aPersonHasTwentySessionsAtMost() {
        LoggedIn first = LoggedIn.at(stage, "alice");
        LoggedIn last = first;
        for (int i = 0; i < 20; i++) {
            last = LoggedIn.at(stage, "alice");
        }

        assertThat(last.json("/api/me/sessions")).hasSize(20);
        assertThat(first.get("/api/me").statusCode()).isEqualTo(401);
    }

    private LoggedIn bossBesideABot() {
        stage.connectBot();
        stage.connectChannel("alice");
        stage.admins = List.of(stage.twitch.user("boss").id());
        stage.restart();
        return LoggedIn.at(stage, "boss");
    }

    private static List<String> bots(LoggedIn admin) {
        List<String> bots = new ArrayList<>();
        for (JsonNode token : admin.json("/api/tokens")) {
            if (token.path("kind").asText().equals("bot")) {
                bots.add(token.path("login").asText());
            }
        }
        return bots;
    }

    private static String replacement(HttpResponse<String> page) {
        return page.body().replaceAll("(?s).*name=\"replacement\" value=\"([^\"]*)\".*", "$1");
    }

    private static boolean isAdmin(LoggedIn person) {
        return person.json("/api/me").path("admin").asBoolean();
    }
}
