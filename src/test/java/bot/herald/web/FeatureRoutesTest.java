package bot.herald.web;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.feature.MissingScopes;
import bot.herald.feature.WantedScopes;
import bot.herald.identity.Scope;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A channel's features, for programs and on pages without scripts. */
class FeatureRoutesTest extends AliceOnline {
    private static final String ALL = "/api/channels/100/features";
    private static final String ALERTS = ALL + "/alerts";
    private static final String PAGE = "/dashboard/100/features";

    @Test
    void featuresAreListedWithTheirSettingsAndTheirFields() {
        JsonNode alerts = alice.json(ALL).get(0);
        assertThat(alerts.path("id").asText()).isEqualTo("alerts");
        assertThat(alerts.path("enabled").asBoolean(true)).isFalse();
        assertThat(alerts.at("/settings/leastBits").asInt()).isEqualTo(1);
        assertThat(alerts.path("fields").findValuesAsText("name")).contains("follows", "followText", "leastBits");
        assertThat(alerts.at("/fields/9").toString())
                .isEqualTo("{\"name\":\"leastBits\",\"kind\":\"number\",\"label\":\"Minimum bits\","
                        + "\"help\":\"Smaller cheers don't get a thank-you.\",\"minimum\":1,\"maximum\":1000000}");
        assertThat(alice.json(ALERTS)).isEqualTo(alerts);
        assertThat(alice.get(ALL + "/unknown").statusCode()).isEqualTo(404);
    }

    @Test
    void othersSeeAndChangeNothing() {
        Browser eve = new Browser(server, people, EVE);
        assertThat(eve.get(ALL).statusCode()).isEqualTo(404);
        assertThat(eve.send("PUT", ALERTS, "{\"settings\":{\"follows\":true}}").statusCode())
                .isEqualTo(404);
        assertThat(eve.get(PAGE).statusCode()).isEqualTo(404);
        assertThat(server.get(ALL).statusCode()).isEqualTo(401);
    }

    @Test
    void aChangeIsMadeToTheVersionThatItWasMadeFromAndWrittenDown() {
        String before = alice.get(ALERTS).headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> changed =
                alice.send("PUT", ALERTS, "{\"settings\":{\"follows\":true}}", "If-Match", before);
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(Browser.parsed(changed).path("enabled").asBoolean()).isTrue();
        assertThat(Browser.parsed(changed).at("/settings/leastBits").asInt()).isEqualTo(1);
        assertThat(alice.send("PUT", ALERTS, "{\"settings\":{\"cheers\":true}}", "If-Match", before)
                        .statusCode())
                .isEqualTo(412);
        assertThat(alice.get("/dashboard/100").body())
                .contains("Alice changed “Thank-you messages”.", "</span>off</p>", "</span>on</p>");
    }

    @Test
    void eachPartIsSwitchedInItsPlace() {
        String page = alice.get(PAGE).body();
        assertThat(page).contains("id=\"alerts-cheers\"", "aria-label=\"Cheers\"", "aria-label=\"Links\"");

        HttpResponse<String> on = alice.submit(PAGE + "/alerts/switch", "field", "cheers", "to", "on");

        assertThat(on.statusCode()).as(on.body()).isEqualTo(303);
        assertThat(alice.json(ALERTS).at("/settings/cheers").asBoolean()).isTrue();
        assertThat(alice.json(ALERTS).at("/settings/follows").asBoolean(true)).isFalse();
        HttpResponse<String> off = alice.submitByScript(PAGE + "/alerts/switch", "field", "cheers", "to", "off");
        assertThat(off.body()).containsPattern("(?s)id=\"sw-alerts-cheers\" name=\"to\" value=\"on\"");
        assertThat(alice.json(ALERTS).at("/settings/cheers").asBoolean(true)).isFalse();
    }

    @Test
    void aSwitchThatCannotBeTurnedSaysWhy() {
        HttpResponse<String> refused = alice.submit(PAGE + "/chat-filters/switch", "field", "words", "to", "on");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("Write a word first, or switch this filter off.");
        assertThat(alice.submitByScript(PAGE + "/chat-filters/switch", "field", "words", "to", "on")
                        .body())
                .contains("Write a word first, or switch this filter off.");
        // Not everything that is yes or no is a switch.
        assertThat(alice.submit(PAGE + "/chat-filters/switch", "field", "notice", "to", "on")
                        .statusCode())
                .isEqualTo(404);
        assertThat(alice.submit(PAGE + "/unknown/switch", "field", "enabled", "to", "on")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aLineIsTriedOnTheFiltersAsTheyAreTyped() {
        String words = alice.submitByScript(
                        PAGE + "/chat-filters",
                        "settings.links",
                        "on",
                        "settings.onLink",
                        "warn",
                        "settings.exempt",
                        "vip",
                        "do",
                        "preview",
                        "try",
                        "see example.com",
                        "as",
                        "subscriber")
                .body()
                .replaceAll("(?s)<[^>]*>", " ")
                .replaceAll("\\s+", " ");

        assertThat(words)
                .contains("Subscriber OrbitOtter : see example.com")
                .contains("This would be deleted, and its author warned.")
                .contains("Words: off. Links: finds a link to example.com. Capitals: off.");
        assertThat(alice.json(ALL + "/chat-filters").at("/settings/links").asBoolean(true))
                .isFalse();
    }

    @Test
    void onlyTheBroadcasterAndAdminsSwitchOnWhatWritesToTheStream() {
        String editing = ALL + "/stream-editing";
        String on = "{\"settings\":{\"enabled\":true}}";
        String off = "{\"settings\":{\"enabled\":false}}";
        people.moderates(MOD, ALICE);
        Browser mod = new Browser(server, people, MOD);
        Browser boss = new Browser(server, people, FakePeople.BOSS);

        HttpResponse<String> refused = mod.send("PUT", editing, on);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("broadcaster_only");
        HttpResponse<String> page = mod.submit(PAGE + "/stream-editing", "settings.enabled", "on");
        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body()).contains("only the broadcaster", "checked");
        assertThat(alice.json(editing).path("enabled").asBoolean(true)).isFalse();

        assertThat(alice.send("PUT", editing, on).statusCode()).isEqualTo(200);
        assertThat(mod.send("PUT", editing, on).statusCode())
                .as("it is on already")
                .isEqualTo(200);
        assertThat(mod.send("PUT", editing, off).statusCode()).isEqualTo(200);
        assertThat(mod.send("PUT", editing, on).statusCode()).isEqualTo(403);
        assertThat(boss.send("PUT", editing, on).statusCode()).isEqualTo(200);
        assertThat(mod.send("PUT", ALERTS, "{\"settings\":{\"follows\":true}}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void whatCameFromHereMayBeSentBackWhole() {
        HttpResponse<String> same = alice.send("PUT", ALERTS, alice.get(ALERTS).body());
        assertThat(same.statusCode()).as(same.body()).isEqualTo(200);
    }

    @Test
    void everythingThatIsWrongIsNamed() {
        HttpResponse<String> refused = alice.send("PUT", ALERTS, """
                {"enabled":true,"settings":{"follows":"yes","leastBits":0,"followText":"{bits}","other":1},"more":2}""");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Browser.parsed(refused).at("/error/problems").findValuesAsText("field"))
                .contains("enabled", "settings.follows", "settings.leastBits", "settings.other", "more");
        HttpResponse<String> text = alice.send("PUT", ALERTS, "{\"settings\":{\"followText\":\"{bits}\"}}");
        assertThat(text.body()).contains("settings.followText", "{user}");
    }

    @Test
    void theFormIsMadeOfTheSettingsAndWorksWithoutScripts() {
        assertThat(alice.get("/dashboard/100").body()).contains("href=\"/dashboard/100/features\"");
        assertThat(alice.get(PAGE).body())
                .contains("Follows", "href=\"/dashboard/100/features/alerts#of-settings.follows\"");
        assertThat(alice.get(PAGE + "/alerts").body())
                .contains("Thank for follows", "name=\"settings.follows\"", "name=\"settings.leastBits\"");

        HttpResponse<String> refused = submit("settings.leastBits", "many");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("This must be a whole number.", "value=\"many\"");

        HttpResponse<String> saved = submit("settings.leastBits", "50");
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(303);
        assertThat(alice.json(ALERTS).at("/settings/leastBits").asInt()).isEqualTo(50);
        assertThat(alice.json(ALERTS).at("/settings/cheers").asBoolean()).isTrue();
        assertThat(alice.get(saved.headers().firstValue("Location").orElseThrow())
                        .body())
                .contains("Saved.", "Undo");
    }

    private HttpResponse<String> submit(String name, String value) {
        return alice.submit(
                PAGE + "/alerts",
                "settings.cheers",
                "on",
                "settings.followText",
                "a",
                "settings.subscriptionText",
                "b",
                "settings.resubscriptionText",
                "c",
                "settings.giftText",
                "d",
                "settings.cheerText",
                "e",
                "settings.redemptionText",
                "f",
                name,
                value);
    }

    @Test
    void whatAFeatureWaitsForIsSaidInPlainWordsWithAButtonForWhoCanGrantIt() {
        people.waiting = new MissingScopes(Set.of(Scope.USER_READ_CHAT), Set.of(Scope.BITS_READ));
        people.moderates(MOD, ALICE);

        assertThat(alice.json(ALERTS).path("waitingFor").toString())
                .isEqualTo(
                        "[{\"account\":\"channel\",\"scope\":\"bits:read\",\"words\":\"see cheers in your channel\"},"
                                + "{\"account\":\"bot\",\"scope\":\"user:read:chat\",\"words\":\"read chat\"}]");
        assertThat(alice.get(PAGE).body())
                .contains("<li>see cheers in your channel</li>", "<li>read chat</li>")
                .contains("href=\"/auth/channel?channel=100\"", "The operator has to connect the bot account again")
                .doesNotContain("href=\"/auth/bot\"");
        assertThat(new Browser(server, people, MOD).get(PAGE + "/alerts").body())
                .contains("The broadcaster has to allow it on Twitch.")
                .doesNotContain("/auth/channel");
        assertThat(new Browser(server, people, FakePeople.BOSS).get(PAGE).body())
                .contains("href=\"/auth/bot\"");
    }

    @Test
    void eachPartNamesThePermissionsThatItNeedsItself() {
        people.waits = wants -> new MissingScopes(
                WantedScopes.missingOfBot(List.of(wants), Set.of()),
                WantedScopes.missingOfBroadcaster(List.of(wants), Set.of()));
        alice.send("PUT", ALERTS, "{\"settings\":{\"follows\":true,\"cheers\":true}}");

        String page = alice.get(PAGE).body();

        assertThat(part(page, "follows")).contains("see who follows a channel").doesNotContain("see cheers");
        assertThat(part(page, "cheers")).contains("see cheers in your channel").doesNotContain("who follows");
        assertThat(part(page, "redemptions")).doesNotContain("Waiting for permission");
    }

    /** From its heading to that of the next. */
    private static String part(String page, String name) {
        String from = page.substring(page.indexOf("id=\"alerts-" + name + "\""));
        int next = from.indexOf("id=\"alerts-", 1);
        return next < 0 ? from : from.substring(0, next);
    }
}
