package bot.herald.web;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.auth.CredentialKey;
import bot.herald.auth.RefreshHistory;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import bot.herald.stream.StreamState;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What admins see of the machinery, and others do not. */
class AdminPageTest extends AliceOnline {
    private static final String PAGE = "/dashboard/admin";

    @Test
    void adminsSeeTokensRefreshesConnectionsAndQueues() {
        people.tokenViews = List.of(new TokenView(
                "100", "alice", "channel", "valid", null, List.of("channel:bot"), List.of("moderation:read")));
        people.operations = new Operations.Report(
                List.of(
                        new Operations.Refresh("2030-01-01T12:05:00Z", "100", "alice", "channel", "rejected"),
                        new Operations.Refresh("2030-01-01T12:00:00Z", "100", "alice", "channel", "renewed")),
                Map.of("connected", 3),
                "conduit-1",
                List.of(
                        new Operations.Socket(
                                0,
                                null,
                                null,
                                null,
                                "open",
                                "2030-01-01T11:00:00Z",
                                "2030-01-01T12:00:00Z",
                                "f00dfeed12"),
                        new Operations.Socket(1, null, null, null, "elsewhere", null, null, "cafebabe34"),
                        new Operations.Socket(
                                2, null, null, null, "waiting", "2030-01-01T11:30:00Z", null, "f00dfeed12")),
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
                .contains("scopes: channel:bot", "missing scopes: moderation:read", "expires at an unknown time")
                .contains("1 Jan 2030, 12:05 UTC", "was refused: this account has to connect again.", "was renewed.")
                .contains(
                        "connected: <strong class=\"num\">3</strong>",
                        "<code>conduit-1</code>",
                        "Shard 0",
                        "instance <span class=\"num\">f00dfeed</span>",
                        "At another instance",
                        "7 events wait to be handled.",
                        "num\">4</td>",
                        "num\">2</td>")
                .contains("The bot is banned here: it says nothing until 14:05 UTC. The bot is not a moderator here.");
        assertThat(boss.get(PAGE, Language.DE).body())
                .contains(
                        "7 Ereignisse warten.",
                        "Bei einer anderen Instanz",
                        "Shard 0",
                        "Dieser Account muss neu verbunden")
                .contains("Der Bot ist hier gebannt: Er sagt nichts bis 14:05 UTC.");
        assertThat(page.indexOf("was refused")).isLessThan(page.indexOf("was renewed"));
        assertThat(boss.get("/dashboard?all=true").body()).contains("href=\"/dashboard/admin\"");
        JsonNode report = boss.json("/api/operations");
        assertThat(report.path("eventsWaiting").asInt()).isEqualTo(7);
        assertThat(report.at("/connections/connected").asInt()).isEqualTo(3);
        assertThat(report.at("/conduit").asText()).isEqualTo("conduit-1");
        assertThat(report.at("/sockets/0/shard").asInt()).isZero();
        assertThat(report.at("/sockets/1/since").isNull()).isTrue();
        assertThat(report.at("/refreshes/0/outcome").asText()).isEqualTo("rejected");
        assertThat(report.at("/channels/0/chatLinesWaiting").asInt()).isEqualTo(4);
    }

    @Test
    void connectionsAreListedOneByOneThoseInTroubleFirst() {
        people.operations = new Operations.Report(
                List.of(),
                Map.of("open", 61, "waiting", 1),
                null,
                Stream.concat(
                                IntStream.range(0, 61).mapToObj(number -> socket("user" + number, "open")),
                                Stream.of(socket("zoe", "waiting")))
                        .toList(),
                0,
                List.of());

        String page = new Browser(server, people, FakePeople.BOSS).get(PAGE).body();

        assertThat(page)
                .contains(
                        "WebSockets", "zoe (channel)", "Waiting to connect again since <time", "And 2 more, all fine.")
                .contains("<strong><bdi>user0 (channel)</bdi></strong>Open since <time", "last heard <time")
                .doesNotContain("instance <span", "user59 (channel)");
        assertThat(page.indexOf("zoe (channel)")).isLessThan(page.indexOf("user0 (channel)"));
    }

    private static Operations.Socket socket(String login, String state) {
        return new Operations.Socket(
                null,
                "1",
                login,
                "channel",
                state,
                "2030-01-01T11:00:00Z",
                state.equals("open") ? "2030-01-01T12:00:00Z" : null,
                null);
    }

    @Test
    void adminsSeeWhoIsLoggedInAndEndASession() {
        Browser boss = new Browser(server, people, FakePeople.BOSS);
        assertThat(boss.get(PAGE).body()).contains("<th scope=\"row\"><bdi>Alice</bdi>", "this browser", "Last seen");
        String id = ofAlice(boss.json("/api/sessions"));

        HttpResponse<String> done = boss.submit(PAGE, "session", id);

        assertThat(done.headers().firstValue("Location")).hasValue("/dashboard/admin?ended=1");
        assertThat(boss.get("/dashboard/admin?ended=1").body())
                .contains("That browser is logged out.")
                .doesNotContain("<th scope=\"row\"><bdi>Alice</bdi>");
        assertThat(alice.get("/dashboard?all=true").statusCode()).isEqualTo(401);
        assertThat(boss.submit(PAGE, "session", id).statusCode()).isEqualTo(404);
    }

    @Test
    void programsOfAdminsEndASessionAndOthersDoNot() {
        Browser boss = new Browser(server, people, FakePeople.BOSS);
        String id = ofAlice(boss.json("/api/sessions"));
        String own = boss.json("/api/me/sessions").at("/0/id").asText();

        assertThat(alice.get("/api/sessions").statusCode()).isEqualTo(403);
        assertThat(alice.send("DELETE", "/api/sessions/" + own, "").statusCode())
                .isEqualTo(404);
        assertThat(alice.submit(PAGE, "session", own).statusCode()).isEqualTo(404);
        assertThat(boss.json("/api/sessions")).hasSize(2);

        assertThat(boss.send("DELETE", "/api/sessions/" + id, "").statusCode()).isEqualTo(204);
        assertThat(boss.send("DELETE", "/api/sessions/" + id, "").statusCode()).isEqualTo(404);
        assertThat(boss.json("/api/sessions")).hasSize(1);
    }

    private static String ofAlice(JsonNode sessions) {
        for (JsonNode session : sessions) {
            if (session.path("login").asText().equals("alice")) {
                return session.path("id").asText();
            }
        }
        throw new AssertionError("alice is not among " + sessions);
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
        assertThat(boss.get("/dashboard?show=attention").body()).contains("No channel matches.");
        String byName = boss.get("/dashboard?sort=name").body();
        assertThat(byName.indexOf("href=\"/dashboard/100\"><bdi>"))
                .isLessThan(byName.indexOf("href=\"/dashboard/300\"><bdi>"));

        HttpResponse<String> checked = boss.submit("/dashboard", "pick.300", "on", "pick.999", "on");

        assertThat(checked.headers().firstValue("Location")).hasValue("/dashboard?all=true&checked=1");
        assertThat(people.rechecked).containsExactly(new TwitchUserId("300"));
        assertThat(boss.get("/dashboard?all=true&checked=1").body()).contains("Checking 1 channel with Twitch again.");
        alice.submit("/dashboard", "pick.300", "on");
        assertThat(people.rechecked).hasSize(1);
    }

    @Test
    void whoIsLiveComesFirstByViewers() {
        people.channels.connected(FakePeople.profile("200", "bob", "Bob"));
        people.channels.connected(FakePeople.profile("300", "zoe", "Zoe"));
        people.agenda = new Agenda(
                id -> switch (id.value()) {
                    case "100" -> Optional.of(new StreamState(Optional.empty(), "Was", "Art"));
                    case "200" ->
                        Optional.of(new StreamState(
                                Optional.of(people.clock.instant()), "Boats", "Art", OptionalInt.of(1)));
                    default ->
                        Optional.of(new StreamState(
                                Optional.of(people.clock.instant()), "Boats", "Art", OptionalInt.of(1234)));
                },
                id -> List.of(),
                id -> List.of());

        String page = new Browser(server, people, FakePeople.BOSS)
                .get("/dashboard?sort=live&q=o&show=live")
                .body();

        assertThat(page.indexOf("href=\"/dashboard/300\"><bdi>"))
                .isPositive()
                .isLessThan(page.indexOf("href=\"/dashboard/200\"><bdi>"));
        assertThat(page)
                .contains("1,234 viewers", "1 viewer<", "since <time datetime=\"" + people.clock.instant())
                .contains("Channels, most viewers first")
                .containsPattern("aria-sort=\"descending\"><a href=\"[^\"]*sort=live")
                .contains("name=\"sort\" value=\"live\"");
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
        assertThat(alice.get("/dashboard?all=true").body()).doesNotContain("disk");
    }

    @Test
    void forOthersThePageDoesNotExist() {
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
