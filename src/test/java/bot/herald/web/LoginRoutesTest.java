package bot.herald.web;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.auth.Completion.Connected;
import bot.herald.auth.Completion.Reason;
import bot.herald.auth.Completion.Refused;
import bot.herald.auth.Purpose;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a session begins and ends. */
class LoginRoutesTest extends BobConnectedToo {
    private static final Pattern SESSION =
            Pattern.compile("herald_session=([^;]*); Max-Age=2592000; Path=/; HttpOnly;" + " SameSite=Lax");

    @Test
    void loggingInBeginsAtTwitch() {
        assertThat(server.get("/auth/login").statusCode()).isEqualTo(302);
        assertThat(server.authorizations.begun)
                .extracting(FakeAuthorizations.Begun::purpose)
                .containsExactly(Purpose.LOGIN);
        assertThat(server.send("HEAD", "/auth/login", "").statusCode()).isEqualTo(405);
    }

    @Test
    void aLoginEndsAtTheDashboardWithASession() {
        people.persons.loggedIn(ALICE, people.clock.instant());
        server.authorizations.completesWith(new Connected(Purpose.LOGIN, ALICE, Set.of()));

        // Whatever a link adds, there is one place to go.
        HttpResponse<String> answer = server.get("/auth/callback?code=c&state=s&redirect=https%3A%2F%2Fevil.test"
                + "&return_to=%2F%2Fevil.test&next=https%3A%2F%2Fevil.test");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().allValues("Location")).containsExactly("/dashboard");
        assertThat(answer.body()).isEmpty();
        assertThat(me(sessionOf(answer)).statusCode()).isEqualTo(200);
    }

    @Test
    void aRefusedLoginLogsNobodyInAndLeavesTheSessionAlone() {
        String cookie = people.logIn(ALICE);
        server.authorizations.completesWith(new Refused(Reason.ACCESS_DENIED, "Plain words."));

        HttpResponse<String> answer =
                server.get("/auth/callback?error=access_denied&state=s", "Cookie", "herald_session=" + cookie);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(me(cookie).statusCode()).isEqualTo(200);
    }

    @Test
    void aSessionThatWasThereBeforeTheLoginIsEnded() {
        String planted = people.logIn(BOB);
        people.persons.loggedIn(ALICE, people.clock.instant());
        server.authorizations.completesWith(new Connected(Purpose.LOGIN, ALICE, Set.of()));

        HttpResponse<String> answer =
                server.get("/auth/callback?code=c&state=s", "Cookie", "herald_session=" + planted);

        assertThat(sessionOf(answer)).isNotEqualTo(planted);
        assertThat(me(sessionOf(answer)).body()).contains("\"login\":\"alice\"");
        assertThat(me(planted).statusCode()).isEqualTo(401);
    }

    @Test
    void aPlantedSessionCookieDoesNotHideTheRealOne() {
        String cookie = people.logIn(ALICE);

        assertThat(server.get("/api/me", "Cookie", "herald_session=planted; herald_session=" + cookie)
                        .body())
                .contains("\"login\":\"alice\"");
    }

    @Test
    void overHttpsTheSessionCookieIsSecure() {
        WebSettings settings = new WebSettings("127.0.0.1", 0, java.net.URI.create("https://bot.test/herald"), "!");

        Answer answer = new SessionCookie(settings)
                .set(
                        Answer.empty(204),
                        new bot.herald.security.SignedTokens.Issued(
                                new bot.herald.identity.Secret("x"), people.clock.instant()));

        assertThat(answer.headers())
                .containsExactly(new Answer.Header(
                        "Set-Cookie",
                        "__Host-herald_session=x; Max-Age=2592000; Path=/; HttpOnly; SameSite=Lax; Secure"));
    }

    @Test
    void theLogoutFormOfTheDashboardEndsTheSession() {
        String cookie = people.logIn(ALICE);
        String page = get("/dashboard?all=true", cookie).body();
        Matcher form = Pattern.compile(
                        "action=\"/auth/logout\">\\s*<input type=\"hidden\" name=\"form\" value=\"([^\"]+)\"")
                .matcher(page);
        assertThat(form.find()).isTrue();

        HttpResponse<String> answer = logOut(cookie, "form=" + form.group(1));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().allValues("Location")).containsExactly("/");
        assertThat(answer.headers().allValues("Set-Cookie"))
                .containsExactly("herald_session=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax");
        assertThat(me(cookie).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"form=wrong", "x=y", "form="})
    void aFormWithoutItsTokenEndsNothing(String body) {
        String cookie = people.logIn(ALICE);

        assertThat(logOut(cookie, body).statusCode()).isEqualTo(403);
        assertThat(me(cookie).statusCode()).isEqualTo(200);
    }

    @Test
    void theFormTokenOfAnotherSessionIsWorthNothing() {
        String mine = people.logIn(ALICE);
        String theirs = people.sessions
                .ofBrowser(new bot.herald.identity.Secret(people.logIn(BOB)))
                .orElseThrow()
                .formToken()
                .reveal();

        assertThat(logOut(mine, "form=" + theirs).statusCode()).isEqualTo(403);
    }

    @Test
    void loggingOutTwiceIsNoError() {
        String cookie = people.logIn(ALICE);
        change("POST", "/auth/logout", cookie, OWN);

        assertThat(change("POST", "/auth/logout", cookie, OWN).statusCode()).isEqualTo(303);
        assertThat(server.send("POST", "/auth/logout", "", "Origin", OWN, "Accept", "application/json")
                        .statusCode())
                .isEqualTo(204);
        assertThat(server.get("/auth/logout").statusCode()).isEqualTo(405);
    }

    @Test
    void aLoginThatTwitchTookBackIsNone() {
        String cookie = people.logIn(ALICE);

        people.loginsTakenBack.add(ALICE.id());

        assertThat(me(cookie).statusCode()).isEqualTo(401);
        assertThat(get("/dashboard", cookie).statusCode()).isEqualTo(401);
    }

    @Test
    void aSessionThatIsUsedGoesOnAndOneThatIsNotEnds() {
        String cookie = people.logIn(ALICE);
        assertThat(me(cookie).headers().firstValue("Set-Cookie")).isEmpty();

        people.clock.advance(Duration.ofDays(29));
        String renewed = sessionOf(me(cookie));
        people.clock.advance(Duration.ofDays(29));

        assertThat(me(renewed).statusCode()).isEqualTo(200);
        assertThat(me(cookie).statusCode()).as("the first cookie").isEqualTo(401);
        people.clock.advance(Duration.ofDays(30));
        assertThat(me(renewed).statusCode()).isEqualTo(401);
    }

    private HttpResponse<String> logOut(String cookie, String form) {
        return server.send(
                "POST",
                "/auth/logout",
                form,
                with(new String[] {"Origin", OWN, "Content-Type", "application/x-www-form-urlencoded"}, cookie));
    }

    private static String sessionOf(HttpResponse<String> answer) {
        Matcher cookie =
                SESSION.matcher(answer.headers().firstValue("Set-Cookie").orElse(""));
        assertThat(cookie.matches()).as(String.valueOf(answer.headers().map())).isTrue();
        return cookie.group(1);
    }
}
