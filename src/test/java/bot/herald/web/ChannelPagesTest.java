package bot.herald.web;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.account.Actor;
import bot.herald.account.AuditEntry;
import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What all pages of a channel have in common: who sees them, their frame, theme and language. */
class ChannelPagesTest extends AliceOnline {
    private static final String PAGE = "/dashboard/100";
    private static final String SCRIPT = "<script>alert(1)</script>";

    @Test
    void whoHasOneChannelOnlyIsThereAtOnce() {
        HttpResponse<String> answer = alice.get("/dashboard");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).hasValue(PAGE);
        assertThat(alice.get("/dashboard?all=true").statusCode()).isEqualTo(200);
    }

    @Test
    void aLinkAloneMakesNoPageSayThatAChannelWasConnected() {
        assertThat(alice.get(PAGE + "?done=connected").body()).doesNotContain("Connected. Type");
        people.audit.write(new AuditEntry(
                people.clock.instant(),
                AuditEntry.Action.CHANNEL_CONNECTED,
                new TwitchUserId("100"),
                Actor.of(new TwitchUserId("100")),
                Optional.empty()));
        assertThat(alice.get(PAGE + "?done=connected").body())
                .contains("Connected. Type !commands in your chat to see what the bot can do.");
    }

    @Test
    void theDashboardLeadsToTheChannelsPage() {
        assertThat(alice.get("/dashboard?all=true").body()).contains("href=\"/dashboard/100\"");
        assertThat(alice.get(PAGE).statusCode()).isEqualTo(200);
        assertThat(alice.get(PAGE).body()).contains("Everything works", "Add the first one");
    }

    @Test
    void scriptsInNamesAndTextsAreText() {
        people.channels.connected(new TwitchProfile(ALICE.id(), ALICE.login(), SCRIPT, "javascript:alert(1)"));
        addCommandByForm("\"'><img", SCRIPT);
        HttpResponse<String> saved = alice.submit(
                PAGE + "/settings",
                "raidGreeting",
                "</textarea>" + SCRIPT,
                "raidMinimumViewers",
                "0",
                "raidPauseMinutes",
                "0",
                "shoutoutMinimumViewers",
                "0",
                "shoutoutText",
                SCRIPT,
                "shoutoutPatienceMinutes",
                "2");
        assertThat(saved.statusCode()).isEqualTo(303);
        people.feed.publish(
                ALICE.id(),
                "channel.chat.message",
                Map.of("user", Map.of("displayName", SCRIPT), "text", "<img src=x onerror=alert(1)>"));
        people.feed.publish(ALICE.id(), "channel.update", Map.of("title", SCRIPT, "category", "<img src=x>"));
        people.chat = new ChannelView.Chat("stopped", SCRIPT, null);
        people.shoutouts = new ChannelView.Shoutouts(SCRIPT, 0, null);

        for (String path : List.of(
                PAGE,
                PAGE + "/live",
                PAGE + "/commands",
                PAGE + "/commands/%22'%3E%3Cimg",
                PAGE + "/settings",
                PAGE + "/log",
                PAGE + "/raids",
                PAGE + "/disconnect",
                PAGE + "?done=" + "%3Cb%3E",
                PAGE + "/commands?q=%3Cb%3E")) {
            HttpResponse<String> answer = alice.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.body())
                    .as(path)
                    .contains("&lt;script&gt;alert(1)")
                    .doesNotContainPattern("<script(?! src=)")
                    .doesNotContain("<img src=x", "'><img", "</textarea><", "<b>", " style=", "onclick");
        }
        assertThat(alice.get(PAGE).body()).containsOnlyOnce("<script src=\"/assets/herald.js?v=");
    }

    @Test
    void theScriptIsServedAndNothingElseMayRun() {
        String page = alice.get(PAGE).body();
        String script = page.replaceAll("(?s).*<script src=\"([^\"]*)\".*", "$1");

        HttpResponse<String> answer = server.get(script);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/javascript; charset=utf-8");
        assertThat(alice.get(PAGE)
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElseThrow())
                .contains("script-src 'self';")
                .doesNotContain("unsafe");
    }

    @Test
    void othersSeeNothingAndChangeNothing() {
        Browser eve = new Browser(server, people, EVE);
        String nowhere = eve.get("/dashboard/999").body();

        for (String path :
                List.of("", "/new-command", "/commands", "/commands/new", "/commands/hi", "/log", "/disconnect")) {
            assertThat(eve.get(PAGE + path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(eve.get(PAGE).body()).isEqualTo(nowhere);
        assertThat(eve.submit(PAGE + "/commands", "name", "evil", "text", "x").statusCode())
                .isEqualTo(404);
        assertThat(eve.submit(PAGE + "/disconnect").statusCode()).isEqualTo(404);
        assertThat(server.get(PAGE).statusCode()).isEqualTo(401);
        assertThat(server.get(PAGE).body())
                .contains("href=\"/auth/login?page=%2Fdashboard%2F100\"")
                .doesNotContain("Alice");
        assertThat(people.disconnected).isEmpty();
    }

    @Test
    void disconnectingAsksFirstAndIsNotForModerators() {
        people.moderates(MOD, ALICE);
        Browser mod = new Browser(server, people, MOD);
        assertThat(mod.get(PAGE + "/settings").body()).doesNotContain(PAGE + "/disconnect");
        assertThat(mod.get(PAGE + "/disconnect").statusCode()).isEqualTo(403);
        assertThat(mod.submit(PAGE + "/disconnect").statusCode()).isEqualTo(403);
        assertThat(people.disconnected).isEmpty();

        assertThat(alice.get(PAGE + "/settings").body()).contains("href=\"/dashboard/100/disconnect\"");
        assertThat(alice.get(PAGE + "/disconnect").body()).contains("Disconnect <bdi>Alice</bdi>?");
        assertThat(people.disconnected).isEmpty();
        HttpResponse<String> answer = alice.submit(PAGE + "/disconnect");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).hasValue("/dashboard");
        assertThat(people.disconnected).containsExactly(ALICE.id());
        assertThat(alice.get(PAGE).statusCode()).isEqualTo(404);
    }

    @Test
    void everyPageOfTheChannelNamesItAndWhereItIs() {
        for (String path : List.of("", "/live", "/commands", "/timers", "/raids", "/features", "/log", "/settings")) {
            String page = alice.get(PAGE + path).body();
            assertThat(page)
                    .as(path)
                    .containsPattern("<title>[^<]*Alice - Herald</title>")
                    .contains("<a href=\"" + PAGE + path + "\" aria-current=\"page\">")
                    .contains("<html lang=\"en\" data-theme=\"\">");
        }
    }

    @Test
    void lightOrDarkIsKeptInTheBrowserAndLeadsBack() {
        HttpResponse<String> chosen = chooseOnPage("/theme", "theme=dark");

        assertThat(chosen.statusCode()).isEqualTo(303);
        assertThat(chosen.headers().firstValue("Location")).hasValue(PAGE + "/commands?q=a");
        String cookie = chosen.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).startsWith("herald_theme=dark;").contains("HttpOnly", "SameSite=Lax");
        for (String path : List.of("/", "/dashboard", "/nowhere")) {
            assertThat(server.get(path, "Cookie", "herald_theme=dark").body()).contains("data-theme=\"dark\"");
        }
        assertThat(server.get("/", "Cookie", "herald_theme=\"><b>").body()).contains("data-theme=\"\"");
        assertThat(server.send("POST", "/theme", "theme=dark", "Origin", "https://evil.test")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void pagesSpeakTheLanguageThatTheBrowserAsksForOrThatWasChosen() {
        String german =
                server.get("/", "Accept-Language", "de-AT,de;q=0.9,en;q=0.5").body();
        assertThat(german)
                .contains("<html lang=\"de\"", "Jeder Raid verdient", "action=\"/language\"", "aria-label=\"Español\"")
                .doesNotContain("Every raid", "Connect your channel");
        assertThat(server.get("/", "Accept-Language", "fr").body()).contains("<html lang=\"en\"", "Every raid");

        HttpResponse<String> chosen = chooseOnPage("/language", "language=es");
        assertThat(chosen.statusCode()).isEqualTo(303);
        assertThat(chosen.headers().firstValue("Location")).hasValue(PAGE + "/commands?q=a");
        assertThat(chosen.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("herald_language=es;")
                .contains("HttpOnly", "SameSite=Lax");
        assertThat(server.get("/nowhere", "Cookie", "herald_language=es", "Accept-Language", "de")
                        .body())
                .contains("<html lang=\"es\"", "Aquí no hay nada", "Ir a la página de inicio");
        assertThat(server.get("/nowhere", "Cookie", "herald_language=es", "Accept", "application/json")
                        .body())
                .contains("This address leads nowhere.");
        assertThat(server.send("POST", "/language", "language=fr", "Origin", Browser.OWN)
                        .statusCode())
                .isEqualTo(400);
        assertThat(server.send("POST", "/language", "language=de", "Origin", "https://evil.test")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void theFrameAndTheSettingsAreTranslated() {
        String page = alice.get(PAGE + "/settings", Language.DE).body();
        assertThat(page)
                .contains("<html lang=\"de\"", "Überblick", "Einstellungen speichern", "Abmelden")
                .contains("<main id=\"main\">", "Zeichen vor Befehlen", "Gefahrenzone")
                .doesNotContain(">Overview", "Log out");
        assertThat(alice.get(PAGE + "/settings").body()).contains("<main id=\"main\">");
    }

    @Test
    void theOverviewAndTheListOfChannelsAreTranslatedWhole() {
        people.health = ChannelView.Health.of(ChannelHealthPagesTest.waitingForTheOperator());
        people.feed.publish(ALICE.id(), "channel.raid", Map.of("from", Map.of("displayName", "Berta"), "viewers", 12));

        String german = alice.get(PAGE, Language.DE).body();
        assertThat(german)
                .contains("<main id=\"main\">", "Noch kann nicht alles loslegen. Bekommt Chat und Raids mit.")
                .contains("Chatfilter: Der Betreiber muss dem Account des Bots das noch erlauben: Nachrichten löschen.")
                .contains("Den Betreiber fragen", "Aktivität im Chat", "Die nächsten Timer", "Nachrichten pro Minute")
                .contains("Berta raidet mit 12 Zuschauern.")
                .doesNotContain("Nothing", "Messages", "Latest changes", ": waiting");
        assertThat(alice.get("/dashboard?all=true", Language.ES).body())
                .contains(
                        "<main id=\"main\">",
                        "Tus canales",
                        "Todavía no todo puede actuar. Recibe el chat y los raids.")
                .doesNotContain("How it is doing", "Answers");
        Map.of(
                        "timers",
                        "Noch keine Timer",
                        "quotes",
                        "Noch keine Zitate",
                        "counters",
                        "Noch keine Zähler",
                        "log",
                        "Protokoll")
                .forEach((path, words) -> assertThat(
                                alice.get(PAGE + "/" + path, Language.DE).body())
                        .contains("<main id=\"main\">", words));
    }

    /** What a visitor without a login chooses on a page, which is where it leads back to. */
    private HttpResponse<String> chooseOnPage(String path, String form) {
        return server.send(
                "POST",
                path,
                form,
                "Origin",
                Browser.OWN,
                "Referer",
                Browser.OWN + PAGE + "/commands?q=a",
                "Content-Type",
                "application/x-www-form-urlencoded");
    }
}
