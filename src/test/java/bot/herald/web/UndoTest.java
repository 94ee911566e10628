package bot.herald.web;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.identity.TwitchProfile;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Taking back what somebody changed, on the page and by the API. */
class UndoTest extends AliceOnline {
    private static final TwitchProfile BOB = FakePeople.profile("200", "bob", "Bob");
    private static final String API = "/api/channels/100";
    private static final String PAGE = "/dashboard/100";

    @BeforeEach
    void addACommand() {
        alice.send("POST", API + "/commands", """
                {"name":"hi","text":"one","aliases":["yo"],"cooldown":{"userSeconds":3},"role":"vip"}""");
    }

    @Test
    void aChangeIsTakenBackByAFormAndThatIsAChangeToo() {
        String before = alice.get(API + "/commands/hi").body();
        alice.send("PUT", API + "/commands/hi", "{\"text\":\"two\",\"name\":\"hello\",\"aliases\":[]}");
        assertThat(alice.get(PAGE + "/log").body()).contains("text: one → two", "name: hi → hello", "Undo");

        HttpResponse<String> answer = undoByForm("command-changed");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        String next = answer.headers().firstValue("Location").orElseThrow();
        assertThat(next).startsWith(PAGE + "/log?undone=");
        assertThat(alice.get(next).body()).contains("Undone: !hi is as it was before.", "text: two → one");
        assertThat(alice.get(API + "/commands/hi").body()).isEqualTo(before);
        assertThat(alice.get(API + "/commands/hello").statusCode()).isEqualTo(404);
        assertThat(audit()).hasSize(3);
        JsonNode last = audit().get(0);
        assertThat(last.path("action").asText()).isEqualTo("command-changed");
        assertThat(last.path("actor").asText()).isEqualTo("100");
        assertThat(last.at("/after/text").asText()).isEqualTo("one");
    }

    @Test
    void whatWasAddedIsTakenAwayAndWhatWasDeletedComesBack() {
        String made = alice.get(API + "/commands/hi").body();

        assertThat(undo("command-created").statusCode()).isEqualTo(204);
        assertThat(alice.json(API + "/commands")).isEmpty();

        HttpResponse<String> back = undo("command-deleted");
        assertThat(back.statusCode()).as(back.body()).isEqualTo(200);
        assertThat(back.body()).isEqualTo(made);
        assertThat(back.headers().firstValue("ETag")).isPresent();
        assertThat(alice.get(API + "/commands/hi").body()).isEqualTo(made);
    }

    @Test
    void settingsAndTimersAreTakenBackToo() {
        String settings = alice.get(API + "/settings").body();
        alice.send("PUT", API + "/settings", "{\"raidGreeting\":\"Hi {raider}\",\"ignoredLogins\":[\"nightbot\"]}");
        alice.send("POST", API + "/timers", """
                {"name":"water","messages":["Drink"],"intervalMinutes":15}""");

        assertThat(undo("settings-changed").statusCode()).isEqualTo(200);
        assertThat(undo("timer-created").statusCode()).isEqualTo(204);

        assertThat(alice.get(API + "/settings").body()).isEqualTo(settings);
        assertThat(alice.json(API + "/timers")).isEmpty();
    }

    @Test
    void whatIsSavedAsItWasIsNoChange() {
        int entries = audit().size();
        assertThat(alice.send("PUT", API + "/settings", "{}").statusCode()).isEqualTo(200);
        assertThat(alice.send(
                                "PUT",
                                API + "/commands/hi",
                                alice.get(API + "/commands/hi").body())
                        .statusCode())
                .isEqualTo(200);
        assertThat(audit()).hasSize(entries);
    }

    @Test
    void whatWasChangedSinceIsLeftAloneAndThatIsSaid() {
        alice.send("PUT", API + "/commands/hi", "{\"text\":\"two\"}");
        String id = entry("command-changed").path("id").asText();
        alice.send("PUT", API + "/commands/hi", "{\"text\":\"three\"}");
        int entries = audit().size();

        HttpResponse<String> byApi = alice.send("POST", API + "/audit/" + id + "/undo", "");
        HttpResponse<String> byForm = alice.submit(PAGE + "/audit/" + id + "/undo");

        assertThat(byApi.statusCode()).isEqualTo(409);
        assertThat(byApi.body()).contains("\"code\":\"changed_since\"");
        assertThat(byForm.statusCode()).isEqualTo(409);
        assertThat(byForm.body()).contains("Nothing was changed.", "Somebody changed it after that");
        assertThat(alice.json(API + "/commands/hi").path("text").asText()).isEqualTo("three");
        assertThat(audit()).hasSize(entries);
        assertThat(alice.get(PAGE + "/log").body()).contains("It was changed again since.");
    }

    @Test
    void aDeletedNameThatIsInUseAgainIsNotOverwritten() {
        alice.send("DELETE", API + "/commands/hi", "");
        alice.send("POST", API + "/commands", "{\"name\":\"hi\",\"text\":\"another\"}");
        assertThat(undo("command-deleted").statusCode()).isEqualTo(409);

        alice.send("PUT", API + "/commands/hi", "{\"name\":\"hey\",\"aliases\":[\"yo\"]}");
        HttpResponse<String> aliasInUse = undo("command-deleted");

        assertThat(aliasInUse.statusCode()).isEqualTo(409);
        assertThat(aliasInUse.body()).contains("name_taken");
        assertThat(alice.json(API + "/commands")).hasSize(1);
        assertThat(alice.json(API + "/commands/hey").path("text").asText()).isEqualTo("another");
    }

    @Test
    void beingUsedIsNoChange() {
        alice.send("PUT", API + "/commands/hi", "{\"text\":\"two {count}\"}");
        people.commands.addToCounter(ALICE.id(), "hi", 1);

        HttpResponse<String> answer = undo("command-changed");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(Browser.parsed(answer).path("text").asText()).isEqualTo("one");
        assertThat(Browser.parsed(answer).path("count").asInt()).isEqualTo(1);
    }

    @Test
    void settingsOfAFeatureComeBack() {
        String alerts = API + "/features/alerts";
        assertThat(alice.send("PUT", alerts, "{\"settings\":{\"cheers\":true,\"leastBits\":50}}")
                        .statusCode())
                .isEqualTo(200);

        assertThat(undo("feature-changed").statusCode()).isEqualTo(200);

        assertThat(alice.json(alerts).path("settings").path("cheers").asBoolean(true))
                .isFalse();
        assertThat(alice.json(alerts).path("settings").path("leastBits").asInt())
                .isNotEqualTo(50);
        // The newest entry is the undoing itself, which can be undone too.
        assertThat(undo("feature-changed").statusCode()).isEqualTo(200);
        assertThat(alice.json(alerts).path("settings").path("leastBits").asInt())
                .isEqualTo(50);
    }

    @Test
    void undoingTwiceIsRefusedTheSecondTime() {
        alice.send("PUT", API + "/commands/hi", "{\"text\":\"two\"}");
        String id = entry("command-changed").path("id").asText();

        assertThat(alice.send("POST", API + "/audit/" + id + "/undo", "").statusCode())
                .isEqualTo(200);
        assertThat(alice.send("POST", API + "/audit/" + id + "/undo", "").statusCode())
                .isEqualTo(409);
    }

    @Test
    void whatIsNoEditCannotBeUndone() {
        people.managed.channelConnected(ALICE.id(), false);
        JsonNode connected = entry("channel-connected");

        HttpResponse<String> answer =
                alice.send("POST", API + "/audit/" + connected.path("id").asText() + "/undo", "");

        assertThat(connected.path("undoable").asBoolean(true)).isFalse();
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("not_an_edit");
    }

    @Test
    void theEntriesOfOthersDoNotExist() {
        alice.send("PUT", API + "/commands/hi", "{\"text\":\"two\"}");
        String id = entry("command-changed").path("id").asText();
        people.channels.connected(BOB);
        Browser bob = new Browser(server, people, BOB);

        assertThat(bob.send("POST", API + "/audit/" + id + "/undo", "").statusCode())
                .isEqualTo(404);
        assertThat(bob.send("POST", "/api/channels/200/audit/" + id + "/undo", "")
                        .statusCode())
                .isEqualTo(404);
        assertThat(bob.get(API + "/audit").statusCode()).isEqualTo(404);
        for (String wrong : List.of("1", "0-000000000000", "...", "99999999999999999999-000000000000")) {
            assertThat(alice.send("POST", API + "/audit/" + wrong + "/undo", "").statusCode())
                    .as(wrong)
                    .isEqualTo(404);
        }
        assertThat(alice.json(API + "/commands/hi").path("text").asText()).isEqualTo("two");
    }

    private HttpResponse<String> undo(String action) {
        return alice.send("POST", API + "/audit/" + entry(action).path("id").asText() + "/undo", "");
    }

    private HttpResponse<String> undoByForm(String action) {
        return alice.submit(PAGE + "/audit/" + entry(action).path("id").asText() + "/undo");
    }

    private JsonNode entry(String action) {
        return audit().stream()
                .filter(entry -> entry.path("action").asText().equals(action))
                .findFirst()
                .orElseThrow();
    }

    private List<JsonNode> audit() {
        return StreamSupport.stream(alice.json(API + "/audit").spliterator(), false)
                .toList();
    }
}
