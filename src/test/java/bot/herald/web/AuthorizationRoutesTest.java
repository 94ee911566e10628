package bot.herald.web;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.auth.AuthorizationFlow.CallbackParameters;
import bot.herald.auth.Completion.Connected;
import bot.herald.auth.Completion.Reason;
import bot.herald.auth.Completion.Refused;
import bot.herald.auth.Purpose;
import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import bot.herald.testing.TestDatabase;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationRoutesTest {
    private static final String COOKIE = "A1b2-C3d4_E5f6g7h8i9j0k1l2m3n4o5p6q7r8s9t0u";
    private static final TwitchProfile PROFILE = new TwitchProfile(
            new TwitchUserId("12345"), new TwitchLogin("some_streamer"), "Some_Streamer", "https://cdn.test/a.png");

    @TempDir
    Path folder = Path.of("");

    private TestDatabase database;
    private RunningServer server;

    @BeforeEach
    void start() {
        assertThat(COOKIE).hasSize(43);
        database = new TestDatabase(folder);
        FakePeople people = new FakePeople(database.database());
        people.persons.loggedIn(PROFILE, people.clock.instant());
        server = RunningServer.with(people);
    }

    @AfterEach
    void stop() {
        server.close();
        database.close();
    }

    @Test
    void connectingAChannelSendsTheBrowserToTwitch() {
        HttpResponse<String> answer = server.get("/auth/channel");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().allValues("Location")).containsExactly(FakeAuthorizations.TWITCH.toString());
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(answer.body()).isEmpty();
        assertThat(server.authorizations.begun).singleElement().satisfies(begun -> {
            assertThat(begun.purpose()).isEqualTo(Purpose.CHANNEL);
            assertThat(begun.browser().reveal()).matches("[A-Za-z0-9_-]{43}");
            assertThat(answer.headers().allValues("Set-Cookie"))
                    .singleElement()
                    .asString()
                    .startsWith("herald_browser_")
                    .endsWith("=" + begun.browser().reveal() + "; Max-Age=600; Path=/auth; HttpOnly; SameSite=Lax");
        });
    }

    @Test
    void everyBrowserGetsACookieOfItsOwn() {
        server.get("/auth/channel");
        server.get("/auth/channel");

        assertThat(server.authorizations.begun)
                .extracting(FakeAuthorizations.Begun::browser)
                .doesNotHaveDuplicates();
    }

    @Test
    void everyLoginOfABrowserHasAValueOfItsOwnSoThatTwoTabsWorkAndAPlantedOneBindsNothing() {
        HttpResponse<String> first = server.get("/auth/channel", "Cookie", "other=1; herald_browser_planted=" + COOKIE);
        String kept = first.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
        HttpResponse<String> second = server.get("/auth/login", "Cookie", kept);

        assertThat(server.authorizations.begun)
                .extracting(begun -> begun.browser().reveal())
                .doesNotHaveDuplicates()
                .doesNotContain(COOKIE);
        assertThat(second.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("herald_browser_")
                .doesNotStartWith(kept.split("=", 2)[0] + "=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "",
                "A1b2-C3d4_E5f6g7h8i9j0k1l2m3n4o5p6q7r8s9t0u1",
                "A1b2\"C3d4_E5f6g7h8i9j0k1l2m3n4o5p6q7r8s9t0u"
            })
    void aCookieThatHeraldDidNotMakeIsPassedOver(String value) {
        server.authorizations.completesWith(new Refused(Reason.INVALID_STATE, "Plain words."));

        server.get("/auth/callback?state=s&code=c", "Cookie", "herald_browser_a=" + value);

        assertThat(server.authorizations.completed.get(0).browsers()).isEmpty();
    }

    /** It is made in English, for logs and programs. */
    @Test
    void whyItWasRefusedIsSaidInTheReadersLanguage() {
        Refused refused = new Refused(
                Reason.NOT_ADMITTED,
                "This bot takes only channels on its list, and berta is not on it. Ask its operator.");
        server.authorizations.completesWith(refused);
        server.authorizations.completesWith(refused);

        assertThat(server.get("/auth/callback?state=s&code=c", "Accept-Language", "de")
                        .body())
                .contains(
                        "Dieser Kanal lässt sich hier nicht verbinden",
                        "Dieser Bot nimmt nur Kanäle von seiner Liste auf, und berta steht nicht darauf.")
                .doesNotContain("operator");
        assertThat(server.get("/auth/callback?state=s&code=c", "Accept-Language", "de", "Accept", "application/json")
                        .body())
                .contains(refused.message());
    }

    @Test
    void overHttpsTheCookieIsThisHostsAlone() {
        try (RunningServer secure = RunningServer.reachedAt("https://bot.test")) {
            assertThat(secure.raw(request("/auth/channel", "bot.test")))
                    .containsPattern("\r\nSet-Cookie: __Host-herald_browser_[A-Za-z0-9_-]{8}=[A-Za-z0-9_-]{43};"
                            + " Max-Age=600; Path=/; HttpOnly; SameSite=Lax; Secure\r\n");
        }
    }

    @Test
    void behindAPathPrefixCookiesAndLinksCarryIt() {
        try (RunningServer prefixed = RunningServer.reachedAt("http://bot.test/herald/")) {
            assertThat(prefixed.raw(request("/auth/channel", "bot.test"))).contains("; Path=/herald/auth;");
            assertThat(prefixed.get("/").body())
                    .contains("href=\"/herald/auth/channel\"")
                    .contains("href=\"/herald/assets/herald.css?v=");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/herald", "/herald/", "/herald/auth/channel", "/herald/healthz"})
    void aWebServerInFrontMayLeaveThePathPrefix(String path) {
        try (RunningServer prefixed = RunningServer.reachedAt("http://bot.test/herald/")) {
            assertThat(prefixed.raw(request(path, "bot.test")))
                    .startsWith(path.endsWith("channel") ? "HTTP/1.1 302" : "HTTP/1.1 200");
            assertThat(prefixed.raw(request("/heraldry/auth/channel", "bot.test")))
                    .startsWith("HTTP/1.1 404");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.1:8080", "localhost"})
    void loginUnderAnotherNameFirstGoesToThePublicOne(String host) {
        try (RunningServer other = RunningServer.reachedAt("https://bot.test/herald/")) {
            assertThat(other.raw(request("/auth/channel?channel=12345&x=%zz", host)))
                    .startsWith("HTTP/1.1 302")
                    .contains("\r\nLocation: https://bot.test/herald/auth/channel?channel=12345&x=%zz\r\n");
            assertThat(other.authorizations.begun).isEmpty();
        }
    }

    @Test
    void nobodyIsLedInCirclesByAWebServerThatHidesTheName() {
        try (RunningServer other = RunningServer.reachedAt("https://bot.test")) {
            String led = other.raw(request("/auth/login", "127.0.0.1:8080"));
            String cookie = led.replaceAll("(?s).*\r\nSet-Cookie: ([^;]*);.*", "$1");

            assertThat(other.raw("GET /auth/login HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nCookie: " + cookie
                            + "\r\nConnection: close\r\n\r\n"))
                    .contains("\r\nLocation: " + FakeAuthorizations.TWITCH);
        }
    }

    private static String request(String path, String host) {
        return "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/auth/channel", "/auth/bot?setup=" + RunningServer.SETUP_CODE, "/auth/callback?state=s&code=c"})
    void aHeadRequestNeitherBeginsNorEndsAnything(String path) {
        HttpResponse<String> answer = server.send("HEAD", path, "");

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().allValues("Allow")).containsExactly("GET");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(server.authorizations.begun).isEmpty();
        assertThat(server.authorizations.completed).isEmpty();
    }

    @Test
    void theSetupCodeLetsTheOperatorConnectTheBot() {
        HttpResponse<String> answer = server.get("/auth/bot?setup=" + RunningServer.SETUP_CODE);

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(server.authorizations.begun)
                .extracting(FakeAuthorizations.Begun::purpose)
                .containsExactly(Purpose.BOT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/auth/bot", "/auth/bot?setup=", "/auth/bot?setup=0123-4568", "/auth/bot?code=0123-4567"})
    void withoutTheSetupCodeNobodyConnectsTheBot(String path) {
        server.botConnected.set(false);

        HttpResponse<String> answer = server.get(path);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("takes the set-up link").doesNotContain(RunningServer.SETUP_CODE);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(server.authorizations.begun).isEmpty();
        assertThat(server.get(path, "Accept", "application/json").body())
                .startsWith("{\"error\":{\"")
                .contains("\"code\":\"setup_code_required\"");
    }

    @Test
    void onceThereIsABotTheSetupPageSaysSo() {
        assertThat(server.get("/auth/bot?setup=old").body()).contains("A bot account is connected already");
    }

    @Test
    void theCallbackHandsOverWhatTwitchAndTheBrowserSent() {
        server.authorizations.completesWith(new Connected(Purpose.CHANNEL, PROFILE, Set.of()));

        server.get(
                "/auth/callback?code=the%2Bcode&scope=channel%3Abot+user%3Abot&state=the-state",
                "Cookie",
                "herald_browser_a=" + COOKIE + "; $Path=\"/auth\"; herald_browser_b=\"" + COOKIE.replace('A', 'B')
                        + "\"");

        assertThat(server.authorizations.completed)
                .containsExactly(new CallbackParameters(
                        Optional.of("the-state"),
                        Optional.of(new Secret("the+code")),
                        Optional.empty(),
                        List.of(new Secret(COOKIE), new Secret(COOKIE.replace('A', 'B')))));
    }

    @Test
    void aConnectedChannelIsToldWhatHappensNext() {
        server.authorizations.completesWith(new Connected(Purpose.CHANNEL, PROFILE, Set.of()));

        HttpResponse<String> answer = server.get("/auth/callback?code=c&state=s");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(answer.body())
                .contains("Some_Streamer")
                .contains("src=\"https://cdn.test/a.png\"")
                .contains("The bot is now in your chat; type !commands")
                // The browser goes on to the channel by itself.
                .contains("http-equiv=\"refresh\" content=\"0; url=/dashboard/" + PROFILE.id() + "?done=connected\"")
                .doesNotContain("permissions are missing");
    }

    @Test
    void aChannelConnectedBeforeTheBotIsToldToWait() {
        server.botConnected.set(false);
        server.authorizations.completesWith(new Connected(Purpose.CHANNEL, PROFILE, Set.of()));

        assertThat(server.get("/auth/callback?code=c&state=s").body())
                .contains("as soon as the operator has connected the bot account")
                .doesNotContain("is now in your chat", "http-equiv=\"refresh\"");
    }

    @Test
    void theBotsOwnerIsToldToConnectChannelsNext() {
        server.authorizations.completesWith(new Connected(Purpose.BOT, PROFILE, Set.of()));

        assertThat(server.get("/auth/callback?code=c&state=s").body())
                .contains("the bot account")
                .contains("broadcasters connect their channels");
    }

    @Test
    void missingPermissionsAreNamedInPlainWordsWithAWayToGrantThem() {
        server.authorizations.completesWith(
                new Connected(Purpose.CHANNEL, PROFILE, Set.of(Scope.CHANNEL_BOT, new Scope("some:new:scope"))));

        assertThat(server.get("/auth/callback?code=c&state=s").body())
                .contains("Some permissions are missing")
                .contains("<li>speak in your chat as a bot</li>")
                .contains("<li>use the permission some:new:scope</li>")
                .contains("href=\"/auth/channel?channel=12345\"");
    }

    @Test
    void permissionsThatTheBotAccountLacksAreTheOperatorsToGrant() {
        server.authorizations.completesWith(new Connected(Purpose.BOT, PROFILE, Set.of(Scope.USER_WRITE_CHAT)));

        assertThat(server.get("/auth/callback?code=c&state=s").body())
                .contains("<li>write in chat</li>")
                .contains("<code>herald login bot</code>")
                .doesNotContain("Connect again");
    }

    @Test
    void programsGetWhatWasConnectedAsJson() {
        server.authorizations.completesWith(new Connected(Purpose.CHANNEL, PROFILE, Set.of(Scope.CHANNEL_BOT)));

        HttpResponse<String> answer = server.get("/auth/callback?code=c&state=s", "Accept", "application/json");

        assertThat(answer.headers().allValues("Content-Type")).containsExactly("application/json");
        assertThat(answer.headers().allValues("Vary")).containsExactly("Accept");
        assertThat(answer.body())
                .isEqualTo("{\"connected\":{\"purpose\":\"channel\",\"twitchUserId\":\"12345\","
                        + "\"login\":\"some_streamer\",\"displayName\":\"Some_Streamer\","
                        + "\"missingScopes\":[\"channel:bot\"]}}");
    }

    @ParameterizedTest
    @CsvSource({
        "ACCESS_DENIED, 400, access_denied",
        "INVALID_STATE, 400, invalid_state",
        "INVALID_CODE, 400, invalid_code",
        "REDIRECT_MISMATCH, 400, redirect_mismatch",
        "WRONG_ACCOUNT, 403, wrong_account",
        "NOT_ADMITTED, 403, not_admitted",
        "MISCONFIGURED, 503, misconfigured",
        "TWITCH_UNAVAILABLE, 503, twitch_unavailable"
    })
    void everyRefusalIsAPageForPeopleAndJsonForPrograms(Reason reason, int status, String code) {
        server.authorizations.completesWith(new Refused(reason, "Plain words."));
        server.authorizations.completesWith(new Refused(reason, "Plain words."));

        HttpResponse<String> page = server.get("/auth/callback?state=s&code=topsecretcode");
        HttpResponse<String> json = server.get("/auth/callback?state=s&code=c", "Accept", "application/json");

        assertThat(page.statusCode()).isEqualTo(status);
        assertThat(page.headers().allValues("Content-Type")).containsExactly("text/html; charset=utf-8");
        assertThat(page.body()).contains("Plain words.").contains("href=\"/\"").doesNotContain("topsecretcode");
        assertThat(page.headers().firstValue("Retry-After").isPresent()).isEqualTo(reason == Reason.TWITCH_UNAVAILABLE);
        assertThat(json.statusCode()).isEqualTo(status);
        assertThat(json.body()).isEqualTo("{\"error\":{\"code\":\"" + code + "\",\"message\":\"Plain words.\"}}");
    }

    @Test
    void aScriptInADisplayNameIsText() {
        TwitchProfile hostile = new TwitchProfile(
                PROFILE.id(),
                new TwitchLogin("evil"),
                "<script>alert(1)</script>\"'><img src=x>",
                "https://cdn.test/\" onerror=\"alert(1)");
        server.authorizations.completesWith(new Connected(Purpose.CHANNEL, hostile, Set.of()));

        assertThat(server.get("/auth/callback?code=c&state=s").body())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script>", "<img src=x", "\" onerror")
                // Those of the page itself have an address.
                .doesNotContainPattern("<script(?![^>]* src=)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "http://127.0.0.1/a.png", "data:text/html,x", ""})
    void anAvatarThatIsNotHttpsIsNotShown(String avatar) {
        TwitchProfile profile = new TwitchProfile(PROFILE.id(), new TwitchLogin("somebody"), "Somebody", avatar);
        server.authorizations.completesWith(new Connected(Purpose.CHANNEL, profile, Set.of()));

        assertThat(server.get("/auth/callback?code=c&state=s").body())
                .contains("Somebody")
                .doesNotContain("class=\"avatar\"");
    }

    @Test
    void whatALinkClaimsAsTwitchsErrorIsNeverShown() {
        server.authorizations.completesWith(new Refused(Reason.ACCESS_DENIED, "Plain words."));

        HttpResponse<String> answer = server.get("/auth/callback?state=s&error=%3Cscript%3Ealert(1)%3C%2Fscript%3E"
                + "&error_description=call+0900+123+%3Cscript%3E");

        assertThat(answer.body())
                .contains("Plain words.")
                .doesNotContain("alert(1)", "<script>", "&lt;script", "script&gt;", "0900");
        assertThat(server.authorizations.completed.get(0).error()).contains("<script>alert(1)</script>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "state=a&state=b",
                "state=a&code=c&code=c",
                "state=a&%73tate=b",
                "code=%zz",
                "state=%",
                "error=x&error="
            })
    void repeatedOrGarbledParametersAreRefusedBeforeAnythingIsTaken(String query) {
        // Not by URI.create, which would not let the garbled ones through.
        String answer =
                server.raw("GET /auth/callback?" + query + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("Exception");
        assertThat(server.authorizations.completed).isEmpty();
    }

    @Test
    void parametersOverTwoKibibytesAreRefused() {
        server.authorizations.completesWith(new Refused(Reason.INVALID_STATE, "Plain words."));

        assertThat(server.get("/auth/callback?state=s&code=" + "c".repeat(2048)).body())
                .contains("Plain words.");
        HttpResponse<String> tooLong = server.get("/auth/callback?state=s&code=" + "c".repeat(2049));
        assertThat(tooLong.statusCode()).isEqualTo(400);
        assertThat(tooLong.body()).contains("too long").doesNotContain("cccc");
        assertThat(server.authorizations.completed).hasSize(1);
    }

    @Test
    void blankParametersCountAsMissing() {
        server.authorizations.completesWith(new Refused(Reason.INVALID_STATE, "Plain words."));

        server.get("/auth/callback?state=&code=&error=");

        assertThat(server.authorizations.completed)
                .containsExactly(
                        new CallbackParameters(Optional.empty(), Optional.empty(), Optional.empty(), List.of()));
    }
}
