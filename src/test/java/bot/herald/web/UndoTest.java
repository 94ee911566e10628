package bot.herald.web;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.event.Account;
import bot.herald.feature.EditLog;
import bot.herald.feature.command.CustomCommand;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import bot.herald.template.CounterStep;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
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
        assertThat(alice.get(PAGE + "/log").body())
                .contains("</span>one</p>", "</span>two</p>", "</span>hello</p>", "Undo");

        HttpResponse<String> answer = undoByForm("command-changed");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        String next = answer.headers().firstValue("Location").orElseThrow();
        assertThat(next).startsWith(PAGE + "/log?undone=");
        assertThat(alice.get(next).body())
                .contains(
                        "Undone: !hi is as it was before.",
                        "Alice undid a change of the command hello.",
                        "Undone by Alice.");
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

    /** Older versions saved other bots' placeholders; a new text with one is refused. */
    @Test
    void aTextThatIsNoLongerTakenComesBackAsItWas() {
        String timers = API + "/timers/water";
        String alerts = API + "/features/alerts";
        alice.send("POST", API + "/timers", """
                {"name":"water","messages":["Drink, OLD"],"intervalMinutes":15}""");
        alice.send("PUT", alerts, "{\"settings\":{\"followText\":\"Thanks from OLD\"}}");
        database.execute(
                "UPDATE document SET content = replace(replace(content, 'one', 'Hi $(user)'), 'OLD', '$(channel)')");
        people.commands.reload();
        people.books.timers().reload();
        people.books.features().reload(ALICE.id());
        assertThat(alice.send("POST", API + "/commands", "{\"name\":\"x\",\"text\":\"Hi $(user)\"}")
                        .statusCode())
                .isEqualTo(400);

        alice.send("PUT", API + "/commands/hi", "{\"text\":\"Hi {user}\"}");
        assertThat(undo("command-changed").statusCode()).isEqualTo(200);
        assertThat(alice.json(API + "/commands/hi").path("text").asText()).isEqualTo("Hi $(user)");

        alice.send("DELETE", API + "/commands/hi", "");
        assertThat(undo("command-deleted").statusCode()).isEqualTo(200);
        assertThat(alice.json(API + "/commands/hi").path("text").asText()).isEqualTo("Hi $(user)");

        alice.send("DELETE", timers, "");
        assertThat(undo("timer-deleted").statusCode()).isEqualTo(200);
        assertThat(alice.json(timers).path("messages").path(0).asText()).isEqualTo("Drink, $(channel)");

        alice.send("PUT", alerts, "{\"settings\":{\"followText\":\"Thanks from {channel}\"}}");
        assertThat(undo("feature-changed").statusCode()).isEqualTo(200);
        assertThat(alice.json(alerts).path("settings").path("followText").asText())
                .isEqualTo("Thanks from $(channel)");
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
    void whatAModeratorDidInChatIsToldAndTakenBackAlike() {
        Account max = new Account(new TwitchUserId("555"), new TwitchLogin("max"), "Max<b>");
        people.clock.advance(Duration.ofSeconds(1));
        people.people()
                .edits()
                .made(
                        ALICE.id(),
                        people.commands.documents(),
                        EditLog.By.inChat(max),
                        "hi",
                        CustomCommand::name,
                        () -> people.commands.replace(
                                ALICE.id(),
                                "hi",
                                people.commands
                                        .find(ALICE.id(), "hi")
                                        .orElseThrow()
                                        .withText("rude"),
                                OptionalLong.empty()));
        assertThat(entry("command-changed").path("via").asText()).isEqualTo("chat");
        assertThat(entry("command-changed").path("actor").asText()).isEqualTo("555");
        assertThat(entry("command-created").path("via").asText()).isEqualTo("dashboard");
        assertThat(alice.get(PAGE + "/log").body()).contains("Max&lt;b&gt; changed the command hi in chat.");
        assertThat(alice.get(PAGE + "/log?show=chat").body())
                .contains("in chat.")
                .doesNotContain("Alice added");
        assertThat(alice.get(PAGE + "/log?show=dashboard").body())
                .contains("Alice added")
                .doesNotContain("in chat.");

        String undone = entry("command-changed").path("id").asText();
        assertThat(undoByForm("command-changed").statusCode()).isEqualTo(303);

        assertThat(alice.json(API + "/commands/hi").path("text").asText()).isEqualTo("one");
        assertThat(entry("command-changed").path("undoes").asText()).isEqualTo(undone);
        assertThat(alice.get(PAGE + "/log").body()).contains("Undone by Alice.").doesNotContain("changed again since");
    }

    @Test
    void countersAreCountedBackWhateverCameSince() {
        alice.send("POST", API + "/counters", "{\"name\":\"Deaths\",\"value\":132}");
        alice.send("PUT", API + "/counters/deaths", "{\"value\":0}");
        people.counterStore.step(ALICE.id(), "deaths", new CounterStep(false, 2));
        String id = entry("counter-changed").path("id").asText();

        assertThat(entry("counter-changed").path("undoable").asBoolean()).isTrue();
        assertThat(undo("counter-changed").statusCode()).isEqualTo(200);
        assertThat(alice.json(API + "/counters/deaths").path("value").asInt()).isEqualTo(134);
        HttpResponse<String> again = alice.send("POST", API + "/audit/" + id + "/undo", "");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("undone_already");
        assertThat(alice.json(API + "/counters/deaths").path("value").asInt()).isEqualTo(134);
    }

    @Test
    void aCounterThatNobodyUsedSinceIsTakenAwayAgain() {
        alice.send("POST", API + "/counters", "{\"name\":\"deaths\",\"value\":-3}");
        assertThat(alice.get(PAGE + "/log").body()).doesNotContain("changed again since");

        assertThat(undo("counter-created").statusCode()).isEqualTo(204);

        assertThat(alice.get(API + "/counters/deaths").statusCode()).isEqualTo(404);
    }

    @Test
    void aDeletedQuoteComesBackWithItsNumber() {
        alice.send("POST", API + "/quotes", "{\"text\":\"one\"}");
        alice.send("POST", API + "/quotes", "{\"text\":\"two\"}");
        String before = alice.get(API + "/quotes/1").body();
        assertThat(before).contains("\"addedBy\":\"alice\"", "\"number\":1");
        alice.send("DELETE", API + "/quotes/1", "");
        assertThat(alice.json(API + "/quotes")).hasSize(1);

        assertThat(undo("quote-deleted").statusCode()).isEqualTo(200);

        assertThat(alice.get(API + "/quotes/1").body()).isEqualTo(before);
    }

    @Test
    void bothSidesAreShownWhereAnUndoComesTooLate() {
        alice.send("PUT", API + "/commands/hi", "{\"text\":\"two\"}");
        String id = entry("command-changed").path("id").asText();
        alice.send("PUT", API + "/commands/hi", "{\"text\":\"three\"}");

        assertThat(alice.submit(PAGE + "/audit/" + id + "/undo").body())
                .contains("Now: </span>three", "Undone: </span>one");
    }

    @Test
    void manyOfAKindAreOneRowThatOpens() {
        for (int i = 0; i < 12; i++) {
            alice.send("POST", API + "/commands", "{\"name\":\"c" + i + "\",\"text\":\"x\"}");
        }

        assertThat(alice.get(PAGE + "/log").body())
                .contains("Alice added 13 commands.", "Show all 13", "Alice added the command c3.");
    }

    @Test
    void onlyWhatChangedSinceIsSaidToHave() {
        alice.send("DELETE", API + "/commands/hi", "");
        assertThat(alice.get(PAGE + "/log").body())
                .contains("It was deleted since.")
                .doesNotContain("changed again since");
        alice.send("POST", API + "/commands", "{\"name\":\"hi\",\"text\":\"another\"}");
        assertThat(alice.get(PAGE + "/log").body()).contains("There is one with that name again.");
    }

    @Test
    void olderEntriesAreReachedByTheApi() {
        alice.send("PUT", API + "/commands/hi", "{\"text\":\"two\"}");
        people.clock.advance(Duration.ofSeconds(1));
        alice.send("PUT", API + "/commands/hi", "{\"text\":\"three\"}");
        String newest = audit().get(0).path("id").asText();

        JsonNode older = alice.json(API + "/audit?before=" + newest);

        assertThat(older).hasSize(audit().size() - 1);
        assertThat(older.get(0).at("/after/text").asText()).isEqualTo("two");
        HttpResponse<String> refused = alice.get(API + "/audit?before=zzz");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("invalid_request", "takes the id of an entry of the activity log");
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
