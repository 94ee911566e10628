package bot.herald.web;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.auth.CredentialKey;
import bot.herald.auth.RefreshHistory;
import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import bot.herald.stream.StreamState;
import bot.herald.testing.TestDatabase;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What admins see of the machinery, and others do not. */
class AdminPageTest {
    private static final TwitchProfile ALICE = FakePeople.profile("100", "alice", "Alice");
    private static final String PAGE = "/dashboard/admin";

    @TempDir
    Path folder = Path.of("");

    private TestDatabase database;
    private FakePeople people;
    private RunningServer server;

    @BeforeEach
    void start() {
        database = new TestDatabase(folder);
        people = new FakePeople(database.database());
        server = RunningServer.with(people);
        people.channels.connected(ALICE);
    }

    @AfterEach
    void stop() {
        server.close();
        database.close();
    }

    @Test
    void adminsSeeTokensRefreshesConnectionsAndQueues() {
        people.tokenViews = List.of(new TokenView(
                "100", "alice", "channel", "valid", null, List.of("channel:bot"), List.of("moderation:read")));
        people.operations = new Operations.Report(
                List.of(
                        new Operations.Refresh("2030-01-01T12:05:00Z", "100", "alice", "channel", "rejected"),
                        new Operations.Refresh("2030-01-01T12:00:00Z", "100", "alice", "channel", "renewed")),
                Map.of("connected", 3),
                7,
                List.of(new Operations.ChannelLoad(
                        "100",
                        "alice",
                        4,
                        2,
                        new ChannelView.Chat("stopped", "msg_banned", "2030-01-01T14:05:00Z"),
                        new ChannelView.Shoutouts("the bot is not a moderator here", 2, null))));
        Browser boss = new Browser(server, people, FakePeople.BOSS);

        String page = boss.get(PAGE).body();

        assertThat(page)
                .contains("scopes: channel:bot", "missing scopes: moderation:read", "expires nobody knows when")
                .contains("1 Jan 2030, 12:05 UTC", "was refused: this account has to connect again.", "was renewed.")
                .contains(
                        "connected: <strong class=\"num\">3</strong>",
                        "7 events wait to be handled.",
                        "num\">4</td>",
                        "num\">2</td>")
                .contains("The bot is banned here: it says nothing until 14:05 UTC. The bot is not a moderator here.");
        assertThat(page.indexOf("was refused")).isLessThan(page.indexOf("was renewed"));
        assertThat(boss.get("/dashboard?all=true").body()).contains("href=\"/dashboard/admin\"");
        JsonNode report = boss.json("/api/operations");
        assertThat(report.path("eventsWaiting").asInt()).isEqualTo(7);
        assertThat(report.at("/connections/connected").asInt()).isEqualTo(3);
        assertThat(report.at("/refreshes/0/outcome").asText()).isEqualTo("rejected");
        assertThat(report.at("/channels/0/chatLinesWaiting").asInt()).isEqualTo(4);
    }

    @Test
    void channelsAreSearchedSortedAndCheckedAgainTogether() {
        people.channels.connected(FakePeople.profile("200", "bob", "Bob"));
        people.channels.connected(FakePeople.profile("300", "zoe", "Zo\u00eb"));
        people.agenda = new Agenda(
                id -> id.value().equals("300")
                        ? Optional.of(new StreamState(Optional.of(people.clock.instant()), "Boats", "Art"))
                        : Optional.empty(),
                id -> List.of(),
                id -> List.of());
        Browser boss = new Browser(server, people, FakePeople.BOSS);

        String all = boss.get("/dashboard").body();
        assertThat(all).contains("All <span class=\"num ms-1\">3</span>", "Live <span class=\"num ms-1\">1</span>");
        assertThat(boss.get("/dashboard?show=live").body())
                .contains("href=\"/dashboard/300\"", "on-air", "1 channel")
                .doesNotContain("href=\"/dashboard/200\"><bdi>");
        assertThat(boss.get("/dashboard?q=zo").body()).contains("1 channel");
        assertThat(boss.get("/dashboard?show=attention").body()).contains("No channel is like that.");
        String byName = boss.get("/dashboard?sort=name").body();
        assertThat(byName.indexOf("href=\"/dashboard/100\"><bdi>"))
                .isLessThan(byName.indexOf("href=\"/dashboard/300\"><bdi>"));

        HttpResponse<String> checked = boss.submit("/dashboard", "pick.300", "on", "pick.999", "on");

        assertThat(checked.headers().firstValue("Location")).hasValue("/dashboard?all=true&checked=1");
        assertThat(people.rechecked).containsExactly(new TwitchUserId("300"));
        assertThat(boss.get("/dashboard?all=true&checked=1").body()).contains("Checking 1 channel with Twitch again.");
        Browser alice = new Browser(server, people, ALICE);
        alice.submit("/dashboard", "pick.300", "on");
        assertThat(people.rechecked).hasSize(1);
    }

    @Test
    void refreshesAreAPlotByTheHour() {
        RefreshHistory history = new RefreshHistory(people.clock);
        history.add(CredentialKey.channel(ALICE.id()), "renewed");
        people.clock.advance(Duration.ofHours(1));
        history.add(CredentialKey.channel(ALICE.id()), "retry");
        assertThat(history.hours()).hasSize(48);
        assertThat(history.hours().get(46).done()).isEqualTo(1);
        people.refreshHours = history.hours();

        assertThat(new Browser(server, people, FakePeople.BOSS).get(PAGE).body())
                .contains("aria-label=\"1 refresh in the last 48 hours, 1 failed.\"")
                .containsPattern("<rect class=\"bad\"[^>]*/></svg>");
    }

    @Test
    void whatIsWrongWithTheDatabaseAndWhatToDoIsForAdminsToSee() {
        server.missing.add(
                new Readiness.Missing("database", "the disk is full: nothing can be saved. Free some space"));

        assertThat(new Browser(server, people, FakePeople.BOSS).get(PAGE).body())
                .contains("role=\"alert\"", "<p>The disk is full: nothing can be saved. Free some space.</p>");
        assertThat(new Browser(server, people, ALICE).get("/dashboard?all=true").body())
                .doesNotContain("disk");
    }

    @Test
    void forOthersThePageDoesNotExist() {
        Browser alice = new Browser(server, people, ALICE);

        HttpResponse<String> answer = alice.get(PAGE);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo(alice.get("/dashboard/999").body());
        assertThat(alice.get("/dashboard?all=true").body()).doesNotContain("/dashboard/admin");
        assertThat(alice.get("/api/operations").statusCode()).isEqualTo(403);
        assertThat(server.get(PAGE).statusCode()).isEqualTo(401);
        assertThat(server.get(PAGE).body().replace("dashboard%2Fadmin", "dashboard%2F100"))
                .isEqualTo(server.get("/dashboard/100").body());
        assertThat(server.get("/api/operations").statusCode()).isEqualTo(401);
    }
}
