package bot.herald.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The forms for commands, timers, triggers and settings, as a browser without scripts uses them. */
class DocumentPagesTest extends AliceOnline {
    private static final String PAGE = "/dashboard/100";

    @Test
    void aCommandIsAddedChangedAndDeletedByForms() {
        HttpResponse<String> added = addCommandByForm("hi", "Hello {user}");
        assertThat(added.statusCode()).isEqualTo(303);
        String next = added.headers().firstValue("Location").orElseThrow();
        assertThat(next).startsWith("/dashboard/100/commands?done=");
        assertThat(alice.get(next).body())
                .contains("role=\"status\"", "Added !hi.", "Undo")
                .contains("Hello {user}", "href=\"/dashboard/100/commands/hi\"");
        assertThat(alice.get(PAGE + "/commands/hi").body()).contains("value=\"yo, hey\"", "Hello {user}");

        HttpResponse<String> changed = alice.submit(
                PAGE + "/commands/hi",
                "name",
                "hi",
                "text",
                "Bye",
                "role",
                "vip",
                "enabled",
                "on",
                "cooldown.channelSeconds",
                "5",
                "cooldown.userSeconds",
                "0");
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(303);
        assertThat(alice.json("/api/channels/100/commands").toString()).isEqualTo("""
                [{"name":"hi","text":"Bye","aliases":[],"cooldown":{"channelSeconds":5,"userSeconds":0},\
                "role":"vip","enabled":true,"category":"","hidden":false,"count":0}]""");
        assertThat(alice.get(PAGE + "/log").body())
                .contains(
                        "Alice added the command hi.",
                        "Alice changed the command hi.",
                        "</span>Hello {user}</p>",
                        "</span>Bye</p>");

        assertThat(alice.submit(PAGE + "/commands/hi/delete").statusCode()).isEqualTo(303);
        assertThat(alice.json("/api/channels/100/commands")).isEmpty();
        assertThat(alice.get(PAGE + "/commands/hi").statusCode()).isEqualTo(404);
    }

    @Test
    void aTimerIsAddedByAForm() {
        HttpResponse<String> added = alice.submit(
                PAGE + "/timers",
                "name",
                "water",
                "messages",
                "Drink\r\n\r\nDrink more\r\n",
                "intervalMinutes",
                "15",
                "minimumChatLines",
                "5");

        assertThat(added.statusCode()).as(added.body()).isEqualTo(303);
        assertThat(alice.json("/api/channels/100/timers").toString()).isEqualTo("""
                [{"name":"water","messages":["Drink","Drink more"],"intervalMinutes":15,"minimumChatLines":5,\
                "enabled":false}]""");
        assertThat(alice.get(PAGE + "/timers").body())
                .contains(
                        "Drink",
                        "and 1 more, in turn",
                        "every 15 minutes",
                        "after 5 messages",
                        "aria-checked=\"false\"");
    }

    @Test
    void aTriggerIsAddedByAForm() {
        HttpResponse<String> added = alice.submit(
                PAGE + "/triggers",
                "name",
                "mouse",
                "when",
                "which mouse\r\n/mouse\\?/\r\n",
                "text",
                "A brick, {user}.",
                "cooldown.channelSeconds",
                "60",
                "cooldown.userSeconds",
                "0",
                "role",
                "everyone",
                "chance",
                "100",
                "moment",
                "always",
                "enabled",
                "on");

        assertThat(added.statusCode()).as(added.body()).isEqualTo(303);
        assertThat(alice.json("/api/channels/100/triggers").toString()).isEqualTo("""
                [{"name":"mouse","when":["which mouse","/mouse\\\\?/"],"text":"A brick, {user}.",\
                "cooldown":{"channelSeconds":60,"userSeconds":0},"role":"everyone","chance":100,"moment":"always",\
                "enabled":true,"count":0}]""");
        assertThat(alice.get(PAGE + "/triggers").body())
                .contains("mouse", "which mouse · /mouse\\?/", "A brick, {user}.", "aria-checked=\"true\"");
        assertThat(alice.get(PAGE + "/log").body()).contains("Alice added the trigger mouse.");
    }

    @Test
    void settingsAreSavedByAForm() {
        HttpResponse<String> saved = alice.submit(
                PAGE + "/settings",
                "commandPrefix",
                "?",
                "raidGreeting",
                "Hi {raider}",
                "raidMinimumViewers",
                "3",
                "raidAnnouncement",
                "on",
                "raidPauseMinutes",
                "90",
                "shoutoutMinimumViewers",
                "2",
                "shoutoutPatienceMinutes",
                "20",
                "shoutoutText",
                "See {so.name}",
                "ignoredLogins",
                "nightbot streamelements");

        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(303);
        assertThat(alice.json("/api/channels/100/settings").toString()).isEqualTo("""
                {"commandPrefix":"?","raidGreeting":"Hi {raider}","raidMinimumViewers":3,"raidPauseMinutes":90,\
                "raidAnnouncement":true,"shoutoutOnRaid":false,"shoutoutMinimumViewers":2,"shoutoutPatienceMinutes":20,\
                "shoutoutText":"See {so.name}","language":"en","ignoredLogins":["nightbot","streamelements"],"lastSeen":false,"disabledCommands":[],"builtInCooldowns":[],\
                "publicQuotes":false,"publicCounters":false}""");
    }

    @Test
    void whoSavesOverSomebodyElseSeesBothSides() {
        addCommandByForm("hi", "one");
        String form = alice.get(PAGE + "/commands/hi").body();
        String version = form.replaceAll("(?s).*name=\"version\" value=\"([^\"]+)\".*", "$1")
                .replace("&quot;", "\"");
        alice.send("PUT", "/api/channels/100/commands/hi", "{\"text\":\"theirs <b>\"}");

        HttpResponse<String> refused = alice.submit(PAGE + "/commands/hi", "version", version, "text", "mine");

        assertThat(refused.statusCode()).isEqualTo(412);
        assertThat(refused.body())
                .contains("Somebody else changed it", "Somebody else saved: theirs &lt;b&gt;", "mine");
    }

    @Test
    void whatAFormDoesNotAskForStaysAsItIs() {
        alice.send("PUT", "/api/channels/100/settings", "{\"raidMinimumViewers\":7}");

        HttpResponse<String> saved = alice.submit(PAGE + "/settings", "commandPrefix", "?", "shoutoutOnRaid", "on");

        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(303);
        JsonNode settings = alice.json("/api/channels/100/settings");
        assertThat(settings.get("commandPrefix").asText()).isEqualTo("?");
        assertThat(settings.get("raidMinimumViewers").asInt()).isEqualTo(7);
    }

    @Test
    void whatIsWrongStandsAtTheFieldAndWhatWasTypedStays() {
        HttpResponse<String> refused = alice.submit(
                PAGE + "/commands", "name", "a b", "text", "{nonsense}", "role", "vip", "cooldown.userSeconds", "soon");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains("Nothing was saved.", "must be one word", "value=\"a b\"", "{nonsense}", "whole number")
                .contains("value=\"soon\"")
                .contains("value=\"vip\" checked");
        assertThat(alice.json("/api/channels/100/commands")).isEmpty();
        HttpResponse<String> settings = alice.submit(PAGE + "/settings", "commandPrefix", "abc", "raidGreeting", "Hi");
        assertThat(settings.statusCode()).isEqualTo(400);
        assertThat(settings.body()).contains("The prefix must be", "value=\"abc\"");
    }

    @Test
    void aNameInUseIsSaidAtTheName() {
        addCommandByForm("hi", "Hello");

        HttpResponse<String> refused = addCommandByForm("hi", "Again");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("!hi already exists.");
    }

    @Test
    void aChangeThatSomebodyElseOvertookIsNotLostSilently() {
        addCommandByForm("hi", "one");
        String page = alice.get(PAGE + "/commands/hi").body();
        String version = page.replaceAll("(?s).*name=\"version\" value=\"([^\"]*)\".*", "$1")
                .replace("&#34;", "\"");
        alice.send("PUT", "/api/channels/100/commands/hi", "{\"text\":\"two\"}");

        HttpResponse<String> refused = alice.submit(
                PAGE + "/commands/hi",
                "version",
                version,
                "name",
                "hi",
                "text",
                "mine",
                "role",
                "everyone",
                "cooldown.channelSeconds",
                "0",
                "cooldown.userSeconds",
                "0");

        assertThat(refused.statusCode()).isEqualTo(412);
        assertThat(refused.body()).contains("Somebody else changed it", "mine");
        assertThat(alice.json("/api/channels/100/commands/hi").path("text").asText())
                .isEqualTo("two");
    }

    @Test
    void everyFieldHasALabelAndItsHint() {
        String page = alice.get(PAGE + "/settings").body();

        for (String field : List.of("commandPrefix", "raidGreeting", "raidMinimumViewers", "ignoredLogins")) {
            assertThat(page)
                    .contains("<label for=\"" + field + "\">", "id=\"" + field + "\"", "id=\"" + field + "-hint\"");
        }
    }

    @Test
    void aCommandCalledNewHasAPageAsWell() {
        addCommandByForm("new", "Hello");

        assertThat(alice.get(PAGE + "/commands").body()).contains("href=\"/dashboard/100/commands/new?named=new\"");
        assertThat(alice.get(PAGE + "/commands/new?named=new").body()).contains("value=\"new\"", "Save changes");
        assertThat(alice.get(PAGE + "/commands/new").body())
                .contains("New command")
                .doesNotContain("Save changes");
    }

    @Test
    void oldAddressesLeadToTheNewOnes() {
        for (String one : List.of("command", "timer")) {
            HttpResponse<String> moved = alice.get(PAGE + "/new-" + one);
            assertThat(moved.statusCode()).isEqualTo(302);
            assertThat(moved.headers().firstValue("Location")).hasValue(PAGE + "/" + one + "s/new");
        }
    }
}
