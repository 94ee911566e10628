package bot.herald.web;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.auth.Purpose;
import bot.herald.event.Account;
import bot.herald.event.EventOrigin;
import bot.herald.event.ModeratorRemoved;
import bot.herald.identity.TwitchProfile;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What logged-in people can do, and what others cannot. */
class PeopleRoutesTest extends BobConnectedToo {
    @Test
    void meIsWhoIsLoggedIn() {
        String cookie = people.logIn(ALICE);

        HttpResponse<String> answer = me(cookie);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues("Content-Type")).containsExactly("application/json");
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(answer.body()).isEqualTo("""
                {"id":"100","login":"alice","displayName":"Alice","avatarUrl":"https://cdn.test/a.png","admin":false,\
                "channels":[{"twitchUserId":"100","login":"alice","displayName":"Alice","status":"connected",\
                "token":{"state":"valid","expiresAt":"2030-01-01T16:00:00Z","scopes":["channel:bot"],"missingScopes":[],\
                "lostAt":null},"subscriptions":[{"type":"channel.chat.message","status":"enabled","reason":"",\
                "since":"2026-01-01T00:00:00Z","cost":0},{"type":"channel.raid","status":"enabled","reason":"",\
                "since":"2026-01-01T00:00:00Z","cost":0}],"chat":{"state":"sending","reason":"","stoppedUntil":null},\
                "shoutouts":{"off":"","waiting":0,"nextAllowedAt":null},"health":{"state":"works","problems":[]}}],\
                "discord":null}""");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/me",
        "GET, /api/channels",
        "GET, /api/channels/100",
        "DELETE, /api/channels/100",
        "GET, /api/tokens",
        "POST, /api/session"
    })
    void withoutASessionEveryRouteIsA401InJson(String method, String path) {
        HttpResponse<String> answer = server.send(method, path, "", "Accept", "text/html", "Origin", OWN);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().allValues("Content-Type")).containsExactly("application/json");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"herald\"");
        assertThat(answer.body()).startsWith("{\"error\":{\"code\":\"not_logged_in\",\"message\":\"");
    }

    @ParameterizedTest
    @CsvSource({"GET, /api/nowhere, 404, not_found", "POST, /api/me, 405, method_not_allowed"})
    void whatIsNotThereIsSaidInJsonEvenToABrowser(String method, String path, int status, String code) {
        HttpResponse<String> answer = server.send(method, path, "", "Accept", "text/html");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().allValues("Content-Type")).containsExactly("application/json");
        assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
    }

    @Test
    void anotherPersonsChannelLooksLikeOneThatDoesNotExist() {
        String cookie = people.logIn(ALICE);

        for (String method : List.of("GET", "DELETE")) {
            String nowhere = change(method, "/api/channels/99999", cookie, OWN).body();
            for (String id : List.of("200", "x", "-1", "0x64", "200%20", "%E2%9C%93")) {
                HttpResponse<String> answer = change(method, "/api/channels/" + id, cookie, OWN);
                assertThat(answer.statusCode()).as(id).isEqualTo(404);
                assertThat(answer.body()).as(id).isEqualTo(nowhere);
            }
        }
        assertThat(people.disconnected).isEmpty();
    }

    @Test
    void moderatorManagesButDoesNotDisconnect() {
        people.moderates(MOD, ALICE);
        String cookie = people.logIn(MOD);

        assertThat(get("/api/channels", cookie).body()).contains("\"100\"").doesNotContain("\"200\"");
        HttpResponse<String> answer = change("DELETE", "/api/channels/100", cookie, OWN);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("\"code\":\"broadcaster_only\"");
        assertThat(people.disconnected).isEmpty();
    }

    @Test
    void moderatorRemovedByAnEventLosesTheChannelAtOnceAndTwitchIsNotAsked() {
        people.moderates(MOD, ALICE);
        String cookie = people.logIn(MOD);
        assertThat(get("/api/channels/100", cookie).statusCode()).isEqualTo(200);
        people.askedAtTwitch.clear();

        people.events.handle(new ModeratorRemoved(
                new EventOrigin("m1", "channel.moderator.remove", people.clock.instant()),
                ALICE.id(),
                new Account(MOD.id(), MOD.login(), MOD.displayName())));

        assertThat(get("/api/channels", cookie).body()).isEqualTo("[]");
        assertThat(get("/api/channels/100", cookie).statusCode()).isEqualTo(404);
        assertThat(get("/dashboard", cookie).body()).doesNotContain("Alice");
        assertThat(people.askedAtTwitch).isEmpty();
    }

    @Test
    void broadcasterAndAdminDisconnect() {
        HttpResponse<String> own = change("DELETE", "/api/channels/100", people.logIn(ALICE), OWN);
        HttpResponse<String> any = change("DELETE", "/api/channels/200", people.logIn(FakePeople.BOSS), OWN);

        assertThat(own.statusCode()).isEqualTo(204);
        assertThat(own.body()).isEmpty();
        assertThat(any.statusCode()).isEqualTo(204);
        assertThat(people.disconnected).containsExactly(ALICE.id(), BOB.id());
    }

    @Test
    void aRefererOfOursWillDoWhereThereIsNoOrigin() {
        String cookie = people.logIn(ALICE);

        assertThat(server.send(
                                "POST",
                                "/api/session",
                                "",
                                with(new String[] {"Referer", OWN + "/dashboard?x=y"}, cookie))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void thePublicNameBehindAProxyIsOursAndNothingElse() {
        SameOrigin origin =
                new SameOrigin(new WebSettings("127.0.0.1", 0, java.net.URI.create("https://Bot.test/herald"), "!"));

        assertThat(origin.made(from("https://bot.test", "10.0.0.1:8080"))).isTrue();
        assertThat(origin.made(from("https://bot.test:443", "10.0.0.1:8080"))).isTrue();
        assertThat(origin.made(from("http://bot.test", "bot.test"))).isFalse();
        assertThat(origin.made(from("http://10.0.0.1:8080", "10.0.0.1:8080"))).isFalse();
    }

    @Test
    void scriptsGetATokenOfAtMostAnHourForTheCookieAlone() throws Exception {
        String cookie = people.logIn(ALICE);

        HttpResponse<String> answer = change("POST", "/api/session", cookie, OWN);

        assertThat(answer.statusCode()).isEqualTo(200);
        var body = new ObjectMapper().readTree(answer.body());
        String token = body.path("token").asText();
        assertThat(body.path("expiresAt").asText()).isEqualTo("2030-01-01T13:00:00Z");
        assertThat(bearer("GET", "/api/me", token).body()).contains("\"login\":\"alice\"");
        assertThat(bearer("POST", "/api/session", token).statusCode()).isEqualTo(401);
        assertThat(me(token).statusCode()).as("as a cookie").isEqualTo(401);
        assertThat(bearer("GET", "/api/me", cookie).statusCode())
                .as("a cookie as bearer")
                .isEqualTo(401);
        assertThat(server.get("/dashboard", "Authorization", "Bearer " + token).statusCode())
                .isEqualTo(401);
        assertThat(bearer("DELETE", "/api/channels/100", token).statusCode())
                .as("needs no Origin")
                .isEqualTo(204);
        people.clock.advance(Duration.ofHours(1));
        assertThat(bearer("GET", "/api/me", token).statusCode()).isEqualTo(401);
        assertThat(me(cookie).statusCode()).isEqualTo(200);
    }

    @Test
    void aBadBearerIsNotHelpedByAGoodCookie() {
        String cookie = people.logIn(ALICE);

        assertThat(server.get("/api/me", "Authorization", "Bearer x", "Cookie", "herald_session=" + cookie)
                        .statusCode())
                .isEqualTo(401);
        assertThat(server.get("/api/me", "Authorization", "Basic eDp5", "Cookie", "herald_session=" + cookie)
                        .statusCode())
                .as("a proxy's own login")
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, [], 400",
        "application/json, {, 400",
        "application/json, '{} {}', 400",
        "text/plain, {}, 415",
        "application/x-www-form-urlencoded, a=b, 415",
        "application/json; charset=utf-8, {}, 200"
    })
    void aBodyWhereNoneIsNeededHasToBeJson(String type, String body, int status) {
        String cookie = people.logIn(ALICE);

        assertThat(server.send(
                                "POST",
                                "/api/session",
                                body,
                                with(new String[] {"Origin", OWN, "Content-Type", type}, cookie))
                        .statusCode())
                .isEqualTo(status);
    }

    @Test
    void adminsSeeTokensAndOthersDoNot() {
        assertThat(get("/api/tokens", people.logIn(FakePeople.BOSS)).body())
                .isEqualTo("[{\"twitchUserId\":\"900\",\"login\":\"boss\",\"kind\":\"user\",\"state\":\"unknown\","
                        + "\"expiresAt\":null,\"scopes\":[],\"missingScopes\":[\"user:read:x\"]}]");
        assertThat(get("/api/tokens", people.logIn(ALICE)).statusCode()).isEqualTo(403);
        assertThat(get("/dashboard?all=true", people.logIn(ALICE)).body()).doesNotContain("Tokens", "user:read:x");
        assertThat(get("/dashboard/admin", people.logIn(FakePeople.BOSS)).body())
                .contains("Tokens", "user:read:x");
    }

    @ParameterizedTest
    @CsvSource({
        "valid, 2030-01-01T16:00:00Z, expires in 4 hours",
        "valid, 2030-03-01T12:00:00Z, expires in 59 days",
        "expiring, 2030-01-01T12:04:59Z, expires in 4 minutes",
        "expiring, 2030-01-01T12:00:59Z, expires in 59 seconds",
        "expiring, 2030-01-01T12:00:00Z, has expired",
        "unknown, , expires at an unknown time",
        "needs-reauthorization, 2030-01-01T16:00:00Z, ''"
    })
    void adminsReadHowLongATokenLasts(String state, String end, String words) {
        people.tokenViews = List.of(new TokenView("900", "boss", "user", state, end, List.of(), List.of()));

        String page = get("/dashboard/admin", people.logIn(FakePeople.BOSS)).body();

        String said = state.equals("needs-reauthorization") ? "has to connect again" : state;
        assertThat(page).contains("\">" + said + "</span>").contains(words);
        assertThat(page.contains("expire")).isEqualTo(!words.isEmpty());
    }

    @Test
    void adminsNeedNoSetupCode() {
        assertThat(get("/auth/bot", people.logIn(FakePeople.BOSS)).statusCode()).isEqualTo(302);
        assertThat(get("/auth/bot", people.logIn(ALICE)).statusCode()).isEqualTo(403);
        assertThat(server.authorizations.begun)
                .extracting(FakeAuthorizations.Begun::purpose)
                .containsExactly(Purpose.BOT);
    }

    @Test
    void aScriptInANameIsTextOnTheDashboard() {
        TwitchProfile hostile = new TwitchProfile(
                ALICE.id(), ALICE.login(), "<script>alert(1)</script>\"'><img src=x>", "javascript:alert(1)");
        people.channels.connected(hostile);
        people.missingScopes = List.of("<b>:x");

        String page = get("/dashboard?all=true", people.logIn(hostile)).body();

        assertThat(page)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContainPattern("<script(?! src=)")
                .doesNotContain("<img src=x", "<b>", "javascript:");
    }

    @Test
    void theDashboardKeepsTheStrictContentPolicy() {
        HttpResponse<String> answer = get("/dashboard", people.logIn(ALICE));

        assertThat(answer.headers().allValues("Content-Security-Policy"))
                .containsExactly(
                        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' https:;"
                                + " form-action 'self';"
                                + " frame-ancestors 'none'; base-uri 'none'");
        assertThat(answer.body()).doesNotContainPattern("<script(?! src=)").doesNotContain("style=", "onclick");
    }

    @Test
    void theStartPageLeadsToTheLoginOrTheDashboard() {
        assertThat(server.get("/").body()).contains("href=\"/auth/login\"");
        assertThat(get("/", people.logIn(ALICE)).body())
                .contains("href=\"/dashboard\"")
                .doesNotContain("href=\"/auth/login\"");
        assertThat(server.get("/dashboard").body()).contains("href=\"/auth/login\"");
    }

    @Test
    void showingPagesAsksTwitchNothing() {
        String cookie = people.logIn(ALICE);
        people.askedAtTwitch.clear();

        get("/dashboard", cookie);
        get("/api/me", cookie);
        get("/api/channels", cookie);

        assertThat(people.askedAtTwitch).isEmpty();
    }

    private HttpResponse<String> bearer(String method, String path, String token) {
        return server.send(method, path, "", "Authorization", "Bearer " + token);
    }

    private static WebRequest from(String origin, String host) {
        return new WebRequest("POST", "/", "", Map.of("origin", List.of(origin), "host", List.of(host)), Map.of(), "");
    }
}
