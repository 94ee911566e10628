package bot.herald.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody typed is there again after whatever went wrong. */
class KeptFormsTest extends AliceOnline {
    private static final String COMMANDS = "/dashboard/100/commands";
    private static final Pattern LOGIN = Pattern.compile("href=\"/auth/login\\?page=([^\"]+)\"");
    private static final Pattern AGAIN = Pattern.compile("href=\"(/dashboard/[^\"]+typed=[^\"]+)\"");

    private static String[] command(String name, String text) {
        return new String[] {
            "name", name, "text", text, "aliases", "yo, hey", "role", "vip", "cooldown.channelSeconds", "soon"
        };
    }

    private static String found(Pattern link, HttpResponse<String> answer) {
        Matcher matcher = link.matcher(answer.body());
        assertThat(matcher.find()).as(answer.body()).isTrue();
        return URLDecoder.decode(matcher.group(1), UTF_8);
    }

    private static String cookie(HttpResponse<String> answer) {
        return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    }

    /** The same browser, logged in anew. */
    private HttpResponse<String> after(String page, String kept, bot.herald.identity.TwitchProfile who) {
        return server.get(page, "Cookie", kept + "; herald_session=" + people.logIn(who));
    }

    @Test
    void aSessionThatEndedLosesNothingAcrossTheLogin() {
        String token = alice.formToken();
        people.sessions.endAll(ALICE.id());

        HttpResponse<String> refused = alice.submitWith(token, COMMANDS, command("hi", "Hello <b>\nsecond & line"));

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body())
                .contains(
                        "Your session has ended, so nothing was saved.",
                        "Hello &lt;b&gt;\nsecond &amp; line",
                        "yo, hey");
        String page = found(LOGIN, refused);
        assertThat(page).startsWith("/dashboard/100/commands/new?typed=").hasSizeLessThan(60);
        assertThat(WantedPage.isOurs(page)).isTrue();
        assertThat(refused.headers().firstValue("Set-Cookie"))
                .hasValueSatisfying(set -> assertThat(set)
                        .contains("Max-Age=600", "HttpOnly", "SameSite=Lax")
                        .doesNotContain("Hello"));

        HttpResponse<String> filled = after(page, cookie(refused), ALICE);
        assertThat(filled.statusCode()).isEqualTo(200);
        assertThat(filled.body())
                .contains(
                        "Hello &lt;b&gt;\nsecond &amp; line",
                        "value=\"yo, hey\"",
                        "value=\"vip\" checked",
                        "value=\"soon\"",
                        "This is what you typed before.")
                // Somebody had switched it off.
                .contains("name=\"enabled\" value=\"on\">");
    }

    @Test
    void nobodyElseSeesWhatWasTyped() {
        String token = alice.formToken();
        people.sessions.endAll(ALICE.id());
        HttpResponse<String> refused = alice.submitWith(token, COMMANDS, command("hi", "Hello there"));
        String page = found(LOGIN, refused);

        assertThat(after(page, "herald_typed_x=y", ALICE).body()).doesNotContain("Hello there");
        assertThat(after(page, cookie(refused).replaceFirst("=.*", "=" + "A".repeat(43)), ALICE)
                        .body())
                .doesNotContain("Hello there");
        people.clock.advance(Duration.ofMinutes(10));
        assertThat(after(page, cookie(refused), ALICE).body()).doesNotContain("Hello there");
    }

    @Test
    void aLoginThatMayNotManageTheChannelIsShownWhatWasTypedToBeCopied() {
        String token = alice.formToken();
        people.sessions.endAll(ALICE.id());
        HttpResponse<String> refused = alice.submitWith(token, COMMANDS, command("hi", "Hello there"));

        HttpResponse<String> others = after(found(LOGIN, refused), cookie(refused), EVE);

        assertThat(others.statusCode()).isEqualTo(404);
        assertThat(others.body())
                .contains("Hello there", "Copy what you want to keep.")
                .contains("href=\"/dashboard\">Go to the dashboard");
    }

    @Test
    void aRightThatEndedShowsWhatWasTypedToBeCopied() {
        people.moderates(MOD, ALICE);
        Browser mod = new Browser(server, people, MOD);
        String token = mod.formToken();
        people.moderatedAtTwitch.put(MOD.id(), Set.of());
        people.managed.learn(MOD.id());

        HttpResponse<String> refused = mod.submitWith(token, COMMANDS, command("hi", "Hello there"));

        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(refused.body())
                .contains("or you no longer manage this channel", "Hello there", "Copy what you want to keep.");
    }

    @Test
    void aFormOfAnEarlierLoginComesBackFilled() {
        HttpResponse<String> refused =
                alice.submitWith("old", "/dashboard/100/settings", "raidGreeting", "Hi {raider}", "version", "\"1-x\"");

        assertThat(refused.statusCode()).isEqualTo(403);
        String page = found(AGAIN, refused);
        HttpResponse<String> filled = after(page, cookie(refused), ALICE);
        assertThat(filled.body())
                .contains("Hi {raider}</textarea>", "This is what you typed before.")
                // Whoever saved something meanwhile is not overwritten.
                .contains("name=\"version\" value=\"&#34;1-x&#34;\"");
    }

    @Test
    void aTimerAndAFeatureComeBackFilledToo() {
        HttpResponse<String> timer = alice.submitWith(
                "old", "/dashboard/100/timers", "name", "water", "messages", "Drink\r\nDrink more", "enabled", "on");
        assertThat(after(found(AGAIN, timer), cookie(timer), ALICE).body())
                .contains("Drink\r\nDrink more</textarea>", "name=\"enabled\" value=\"on\" checked");

        HttpResponse<String> feature =
                alice.submitWith("old", "/dashboard/100/features/alerts", "settings.followText", "Thanks, {user}!");
        assertThat(feature.body()).contains("Follow text");
        assertThat(after(found(AGAIN, feature), cookie(feature), ALICE).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "triggers, text",
        "triggers, when",
        "quotes, text",
        "quotes, category",
        "counters, name",
        "counters, value",
    })
    void whatWasTypedIntoTheFormOfANewOneComesBackThere(String kind, String field) {
        HttpResponse<String> refused = alice.submitWith("old", "/dashboard/100/" + kind, field, "typed before");

        String page = found(AGAIN, refused);
        assertThat(page).startsWith("/dashboard/100/" + kind + "/new?typed=");
        assertThat(after(page, cookie(refused), ALICE).body())
                .contains("typed before", "This is what you typed before.");
    }

    @Test
    void nothingIsPromisedWhereThePageDoesNotFillItsFormAgain() {
        HttpResponse<String> refused =
                alice.submitWith("old", "/dashboard/100/import", "source", "nightbot", "text", "what they exported");

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body())
                .contains("what they exported", "Copy what you want to keep.", "href=\"/dashboard/100/import\"")
                .doesNotContain("typed=");
    }

    @Test
    void whatWasTypedIsCalledAsInTheFormInTheReadersLanguage() {
        people.sessions.endAll(ALICE.id());

        HttpResponse<String> refused = server.send(
                "POST",
                COMMANDS,
                "name=hi&text=Hallo",
                "Accept-Language",
                "de",
                "Origin",
                Browser.OWN,
                "Content-Type",
                "application/x-www-form-urlencoded");

        assertThat(refused.body()).contains("Was der Bot sagt").doesNotContain("What the bot says");
    }

    @Test
    void aDatabaseThatTakesNothingLosesNothing() {
        String token = alice.formToken();
        database.execute("ALTER TABLE document RENAME TO away");

        HttpResponse<String> refused = alice.submitWith(
                token,
                COMMANDS,
                "name",
                "hi",
                "text",
                "Hello there",
                "role",
                "vip",
                "cooldown.channelSeconds",
                "0",
                "cooldown.userSeconds",
                "0");

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
        assertThat(refused.body()).contains("Hello there");
        database.execute("ALTER TABLE away RENAME TO command");
        assertThat(server.get(found(AGAIN, refused), "Cookie", cookie(refused) + "; herald_session=" + alice.cookie)
                        .body())
                .contains("Hello there");
    }

    @Test
    void aTextThatIsMuchTooLongComesBackInTheForm() {
        String text = "long ".repeat(5_000);

        HttpResponse<String> refused = alice.submit(COMMANDS, command("hi", text));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains(text.strip(), "Nothing was saved.");
    }

    @Test
    void aConfirmationLeadsBackToItsQuestion() {
        String token = alice.formToken();
        people.sessions.endAll(ALICE.id());

        HttpResponse<String> refused = alice.submitWith(token, "/dashboard/100/disconnect");

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(found(LOGIN, refused)).isEqualTo("/dashboard/100/disconnect");
        assertThat(refused.body()).doesNotContain("What you typed");
    }

    @Test
    void anotherSiteCannotMakeSomebodyBelieveThatTheyTypedSomething() {
        HttpResponse<String> refused = server.send(
                "POST",
                COMMANDS,
                "name=hi&text=Evil+words",
                "Origin",
                "https://evil.test",
                "Content-Type",
                "application/x-www-form-urlencoded");

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).doesNotContain("Evil words");
        assertThat(refused.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void aScriptThatAskedForAPartOfAPageIsSentToTheWholeOne() {
        people.sessions.endAll(ALICE.id());

        HttpResponse<String> refused = server.send(
                "POST",
                COMMANDS + "/hi",
                "name=hi&text=Hello+there",
                "HX-Request",
                "true",
                "Origin",
                Browser.OWN,
                "Content-Type",
                "application/x-www-form-urlencoded");

        String page = refused.headers().firstValue("HX-Redirect").orElseThrow();
        assertThat(page).startsWith(COMMANDS + "/hi?typed=");
        assertThat(server.get(page, "Cookie", cookie(refused)).body())
                .contains("/auth/login?page=%2Fdashboard%2F100%2Fcommands%2Fhi%3Ftyped%3D");
    }

    @Test
    void secretsAreNeitherKeptNorShown() {
        Map<String, String> fields = TypedForm.of(post("form=abc&clientSecret=x&bot-token=y&webhook=w&text=z"))
                .orElseThrow()
                .fields();

        assertThat(fields).isEqualTo(Map.of("text", "z"));
    }

    @Test
    void oneVisitorPushesOutTheirOwnAndAllTogetherNothing() {
        KeptForms forms = new KeptForms(RunningServer.SETTINGS, people.clock);
        Client one = new Client("1.1.1.1", false);
        KeptForms.Place other =
                forms.keep(form("kept"), new Client("2.2.2.2", false)).orElseThrow();
        KeptForms.Place first = forms.keep(form("first"), one).orElseThrow();
        String much = "x".repeat(60_000);

        assertThat(IntStream.range(0, 10).mapToObj(i -> forms.keep(form(much), one)))
                .allSatisfy(place -> assertThat(place).isPresent());

        assertThat(typed(forms, first)).isEmpty();
        assertThat(typed(forms, other)).hasValue("kept");
        long room = IntStream.range(0, 200)
                .mapToObj(i -> forms.keep(form(much), new Client("3.3.3." + i, false)))
                .filter(Optional::isPresent)
                .count();
        assertThat(room).isBetween(100L, 150L);
        assertThat(typed(forms, other)).hasValue("kept");
        people.clock.advance(Duration.ofMinutes(10));
        assertThat(forms.keep(form(much), one)).isPresent();
        assertThat(typed(forms, other)).isEmpty();
    }

    private static Optional<String> typed(KeptForms forms, KeptForms.Place place) {
        String query = place.path().replaceFirst("^[^?]*\\?", "");
        return forms.typed(new WebRequest(
                        "GET",
                        "/dashboard/100/commands/new",
                        query,
                        Map.of("cookie", List.of(place.cookie().split(";", 2)[0])),
                        Map.of(),
                        ""))
                .flatMap(typed -> typed.find("text"));
    }

    private static TypedForm form(String text) {
        return TypedForm.of(post("text=" + text)).orElseThrow();
    }

    private static WebRequest post(String body) {
        Map<String, List<String>> headers = Map.of("content-type", List.of("application/x-www-form-urlencoded"));
        return new WebRequest("POST", COMMANDS, "", headers, Map.of(), body);
    }
}
