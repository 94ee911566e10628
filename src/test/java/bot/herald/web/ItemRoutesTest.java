package bot.herald.web;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.account.Actor;
import bot.herald.account.AuditEntry;
import bot.herald.account.AuditEntry.Action;
import bot.herald.identity.TwitchProfile;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands, timers and settings over HTTP, on real books. */
class ItemRoutesTest extends AliceOnline {
    private static final String COMMANDS = "/api/channels/100/commands";
    private static final String TIMERS = "/api/channels/100/timers";
    private static final String SETTINGS = "/api/channels/100/settings";

    @Test
    void aCommandNeedsANameAndATextOnly() {
        HttpResponse<String> answer = alice.send("POST", COMMANDS, """
                {"name":"!Hi","text":"Hello {user}"}""");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location")).hasValue(COMMANDS + "/hi");
        assertThat(answer.headers().firstValue("ETag"))
                .hasValueSatisfying(tag -> assertThat(tag).matches("\"1-[0-9a-f]{12}\""));
        assertThat(answer.body()).isEqualTo("""
                {"name":"hi","text":"Hello {user}","aliases":[],"cooldown":{"channelSeconds":0,"userSeconds":0},\
                "role":"everyone","enabled":true,"category":"","hidden":false,"count":0}""");
        assertThat(alice.get(COMMANDS).body()).isEqualTo("[" + answer.body() + "]");
        assertThat(alice.get(COMMANDS + "/hi").body()).isEqualTo(answer.body());
        assertThat(alice.get(COMMANDS + "/HI").body()).isEqualTo(answer.body());
    }

    @Test
    void whatIsWrittenIsWhatIsRead() {
        String command = """
                {"name":"hi","text":"Hello","aliases":["yo","hey"],"cooldown":{"channelSeconds":5,"userSeconds":10},\
                "role":"vip","enabled":false,"category":"","hidden":false,"count":0}""";
        String timer = """
                {"name":"water","messages":["Drink","Drink more"],"intervalMinutes":15,"minimumChatLines":5,\
                "enabled":true}""";

        assertThat(alice.send("POST", COMMANDS, command).body()).isEqualTo(command);
        assertThat(alice.send("PUT", COMMANDS + "/hi", command).body()).isEqualTo(command);
        assertThat(alice.send("POST", TIMERS, timer).body()).isEqualTo(timer);
        assertThat(alice.send("PUT", TIMERS + "/water", timer).body()).isEqualTo(timer);
        assertThat(alice.get(TIMERS).body()).isEqualTo("[" + timer + "]");
        String settings = alice.get(SETTINGS).body();
        assertThat(alice.send("PUT", SETTINGS, settings).body()).isEqualTo(settings);
    }

    @Test
    void whatAPutDoesNotNameStays() {
        alice.send("POST", COMMANDS, """
                {"name":"hi","text":"Hello","aliases":["yo"],"cooldown":{"userSeconds":10},"role":"vip"}""");

        JsonNode changed = Browser.parsed(alice.send("PUT", COMMANDS + "/hi", """
                {"text":"Bye","cooldown":{"channelSeconds":3}}"""));

        assertThat(changed.path("text").asText()).isEqualTo("Bye");
        assertThat(changed.path("aliases").path(0).asText()).isEqualTo("yo");
        assertThat(changed.path("role").asText()).isEqualTo("vip");
        assertThat(changed.at("/cooldown/channelSeconds").asInt()).isEqualTo(3);
        assertThat(changed.at("/cooldown/userSeconds").asInt()).isEqualTo(10);
    }

    @Test
    void settingsAreOneObject() {
        assertThat(alice.get(SETTINGS).statusCode()).isEqualTo(200);

        JsonNode changed = Browser.parsed(alice.send("PUT", SETTINGS, """
                {"commandPrefix":"?","ignoredLogins":["@Nightbot"]}"""));

        assertThat(changed.path("commandPrefix").asText()).isEqualTo("?");
        assertThat(changed.path("ignoredLogins").path(0).asText()).isEqualTo("nightbot");
        assertThat(changed.path("shoutoutOnRaid").asBoolean()).isTrue();
        assertThat(changed.path("raidGreeting").asText()).contains("{raider}");
        assertThat(alice.json(SETTINGS)).isEqualTo(changed);
        assertThat(alice.send("PUT", SETTINGS, "{\"commandPrefix\":null}").body())
                .contains("\"commandPrefix\":\"\"");
    }

    @Test
    void anotherNameRenames() {
        alice.send("POST", COMMANDS, "{\"name\":\"hi\",\"text\":\"Hello\"}");

        assertThat(alice.send("PUT", COMMANDS + "/hi", "{\"name\":\"hello\"}").statusCode())
                .isEqualTo(200);

        assertThat(alice.get(COMMANDS + "/hi").statusCode()).isEqualTo(404);
        assertThat(alice.get(COMMANDS + "/hello").statusCode()).isEqualTo(200);
    }

    @Test
    void deletedIsGone() {
        alice.send("POST", COMMANDS, "{\"name\":\"hi\",\"text\":\"Hello\"}");

        HttpResponse<String> answer = alice.send("DELETE", COMMANDS + "/hi", "");

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(alice.get(COMMANDS).body()).isEqualTo("[]");
        for (String method : List.of("DELETE", "GET")) {
            assertThat(alice.send(method, COMMANDS + "/hi", "").statusCode())
                    .as(method)
                    .isEqualTo(404);
        }
        assertThat(alice.send("PUT", COMMANDS + "/hi", "{\"text\":\"x\"}").statusCode())
                .isEqualTo(404);
    }

    @Test
    void namesOfAnyScriptAreAddressedEncoded() {
        HttpResponse<String> made = alice.send("POST", COMMANDS, "{\"name\":\"grüße+?\",\"text\":\"Hello\"}");

        String link = made.headers().firstValue("Location").orElseThrow();
        assertThat(link).isEqualTo(COMMANDS + "/gr%C3%BC%C3%9Fe%2B%3F");
        assertThat(alice.json(link).path("name").asText()).isEqualTo("grüße+?");
        assertThat(alice.send("DELETE", link, "").statusCode()).isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"name":"hi","text":"again"}               | name
            {"name":"yo","text":"again"}               | name
            {"name":"other","text":"x","aliases":["hi"]} | aliases
            {"name":"ping","text":"x"}                 | name""")
    void aNameInUseIsAConflict(String body, String field) {
        alice.send("POST", COMMANDS, "{\"name\":\"hi\",\"text\":\"Hello\",\"aliases\":[\"yo\"]}");

        HttpResponse<String> answer = alice.send("POST", COMMANDS, body);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(Browser.parsed(answer).at("/error/problems").findValuesAsText("field"))
                .containsExactly(field);
        assertThat(alice.json(COMMANDS)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            commands | {}                                      | name text
            commands | {"name":"a b","text":"{nonsense}","role":"king","cooldown":{"userSeconds":-1}} \
            | name text cooldown.userSeconds role
            commands | {"name":7,"text":["x"],"aliases":"yo","enabled":"yes","cooldown":3} \
            | cooldown name text aliases enabled
            commands | {"name":"x","text":"x","cooldown":{"seconds":1}}  | cooldown.seconds
            commands | {"name":"x","text":"x","cooldown":{"userSeconds":1.5}}  | cooldown.userSeconds
            commands | {"name":"x","text":"x","aliases":[1]}    | aliases
            commands | {"name":"x","text":"x","responce":"x"}   | responce
            commands | {"name":null,"text":"x"}                 | name
            timers   | {"name":"x","messages":["x"]}            | intervalMinutes
            timers   | {"name":"","messages":["","{user"],"intervalMinutes":99999999999} \
            | intervalMinutes name messages[0] messages[1]""")
    void everyProblemIsNamedByItsField(String kind, String body, String fields) {
        HttpResponse<String> answer = alice.send("POST", "/api/channels/100/" + kind, body);

        assertThat(answer.statusCode()).isEqualTo(400);
        JsonNode error = Browser.parsed(answer).path("error");
        assertThat(error.path("code").asText()).isEqualTo("invalid_content");
        assertThat(error.path("message").asText()).isNotEmpty();
        assertThat(error.path("problems").findValuesAsText("field").stream().distinct())
                .containsExactlyInAnyOrder(fields.split(" "));
        assertThat(alice.get("/api/channels/100/" + kind).body()).isEqualTo("[]");
    }

    @Test
    void badSettingsChangeNothing() {
        String before = alice.get(SETTINGS).body();

        HttpResponse<String> answer = alice.send("PUT", SETTINGS, """
                {"commandPrefix":"abc","raidMinimumViewers":-1,"ignoredLogins":["not a login"],"shoutout":true}""");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Browser.parsed(answer).at("/error/problems").findValuesAsText("field"))
                .containsExactlyInAnyOrder("commandPrefix", "raidMinimumViewers", "ignoredLogins", "shoutout");
        assertThat(alice.get(SETTINGS).body()).isEqualTo(before);
    }

    @Test
    void whoChangesAnOldVersionIsToldSo() {
        HttpResponse<String> made = alice.send("POST", COMMANDS, "{\"name\":\"hi\",\"text\":\"one\"}");
        String first = made.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> changed = alice.send("PUT", COMMANDS + "/hi", "{\"text\":\"two\"}", "If-Match", first);
        String second = changed.headers().firstValue("ETag").orElseThrow();

        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(second).isNotEqualTo(first);
        assertThat(alice.send("PUT", COMMANDS + "/hi", "{\"text\":\"three\"}", "If-Match", first)
                        .statusCode())
                .isEqualTo(412);
        assertThat(alice.send("DELETE", COMMANDS + "/hi", "", "If-Match", first).statusCode())
                .isEqualTo(412);
        assertThat(alice.json(COMMANDS + "/hi").path("text").asText()).isEqualTo("two");
        assertThat(alice.send("DELETE", COMMANDS + "/hi", "", "If-Match", "\"x\", " + second)
                        .statusCode())
                .isEqualTo(204);
        String remade = alice.send("POST", COMMANDS, "{\"name\":\"hi\",\"text\":\"new\"}")
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        assertThat(remade).as("of the same version").isNotEqualTo(first);
        assertThat(alice.send("PUT", SETTINGS, "{}", "If-Match", "\"9-000000000000\"")
                        .statusCode())
                .isEqualTo(412);
    }

    @Test
    void beingUsedIsNoChange() {
        String tag = alice.send("POST", COMMANDS, "{\"name\":\"hi\",\"text\":\"one\"}")
                .headers()
                .firstValue("ETag")
                .orElseThrow();

        people.commands.addToCounter(ALICE.id(), "hi", 5);

        assertThat(alice.json(COMMANDS + "/hi").path("count").asInt()).isEqualTo(5);
        HttpResponse<String> changed = alice.send("PUT", COMMANDS + "/hi", "{\"text\":\"two\"}", "If-Match", tag);
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(Browser.parsed(changed).path("count").asInt()).isEqualTo(5);
    }

    @Test
    void moderatorsAndAdminsManageAndForOthersThereIsNothing() {
        people.moderates(MOD, ALICE);
        for (TwitchProfile who : List.of(MOD, FakePeople.BOSS)) {
            Browser person = new Browser(server, people, who);
            String body = "{\"name\":\"by" + who.login() + "\",\"text\":\"x\"}";
            assertThat(person.send("POST", COMMANDS, body).statusCode()).isEqualTo(201);
            assertThat(person.get(SETTINGS).statusCode()).isEqualTo(200);
        }
        Browser eve = new Browser(server, people, EVE);
        for (String path : List.of(COMMANDS, TIMERS, SETTINGS, COMMANDS + "/bymod")) {
            String nowhere = eve.get(path.replace("100", "99999")).body();
            assertThat(eve.get(path).statusCode()).as(path).isEqualTo(404);
            assertThat(eve.get(path).body()).as(path).isEqualTo(nowhere);
        }
        assertThat(eve.send("POST", COMMANDS, "{\"name\":\"evil\",\"text\":\"x\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(eve.send("POST", COMMANDS, "{").statusCode())
                .as("before the body is looked at")
                .isEqualTo(404);
        assertThat(eve.send("PUT", SETTINGS, "{\"commandPrefix\":\"?\"}").statusCode())
                .isEqualTo(404);
        assertThat(eve.send("DELETE", COMMANDS + "/bymod", "").statusCode()).isEqualTo(404);
        assertThat(alice.json(COMMANDS)).hasSize(2);
    }

    @Test
    void everyChangeIsInTheAuditLogWithWhoAndWhat() {
        people.moderates(MOD, ALICE);
        Browser mod = new Browser(server, people, MOD);
        mod.send("POST", COMMANDS, "{\"name\":\"hi\",\"text\":\"one\"}");
        mod.send("PUT", COMMANDS + "/hi", "{\"text\":\"two\"}");
        alice.send("DELETE", COMMANDS + "/hi", "");
        alice.send("PUT", SETTINGS, "{\"raidMinimumViewers\":3}");
        alice.send("PUT", SETTINGS, "{\"raidMinimumViewers\":-3}");

        List<AuditEntry> edits = people.audit.latest(ALICE.id(), 20).stream()
                .filter(entry -> entry.edit().isPresent())
                .toList();

        assertThat(edits)
                .extracting(AuditEntry::action)
                .containsExactlyInAnyOrder(
                        Action.COMMAND_CREATED,
                        Action.COMMAND_CHANGED,
                        Action.COMMAND_DELETED,
                        Action.SETTINGS_CHANGED);
        AuditEntry changed = edits.stream()
                .filter(entry -> entry.action() == Action.COMMAND_CHANGED)
                .findFirst()
                .orElseThrow();
        assertThat(changed.actor()).isEqualTo(Actor.of(MOD.id()));
        assertThat(changed.edit().orElseThrow().item()).isEqualTo("hi");
        assertThat(changed.edit().orElseThrow().before().orElseThrow()).contains("\"text\":\"one\"");
        assertThat(changed.edit().orElseThrow().after().orElseThrow()).contains("\"text\":\"two\"");
    }

    @Test
    void longListsComeInPages() {
        IntStream.range(0, 5).forEach(i -> alice.send("POST", COMMANDS, "{\"name\":\"c" + i + "\",\"text\":\"x\"}"));

        HttpResponse<String> first = alice.get(COMMANDS + "?limit=2");

        assertThat(Browser.parsed(first).findValuesAsText("name")).containsExactly("c0", "c1");
        assertThat(first.headers().firstValue("Link")).hasValue("<" + COMMANDS + "?limit=2&after=c1>; rel=\"next\"");
        HttpResponse<String> last = alice.get(COMMANDS + "?limit=3&after=c1");
        assertThat(Browser.parsed(last).findValuesAsText("name")).containsExactly("c2", "c3", "c4");
        assertThat(last.headers().firstValue("Link")).isEmpty();
        assertThat(alice.json(COMMANDS)).hasSize(5);
        for (String bad : List.of("0", "501", "-1", "x", "1e2")) {
            assertThat(alice.get(COMMANDS + "?limit=" + bad).statusCode())
                    .as(bad)
                    .isEqualTo(400);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PATCH, /commands, 'GET, HEAD, POST'",
        "POST, /commands/hi, 'DELETE, GET, HEAD, PUT'",
        "DELETE, /settings, 'GET, HEAD, PUT'"
    })
    void otherMethodsAreNotAllowed(String method, String path, String allow) {
        HttpResponse<String> answer = alice.send(method, "/api/channels/100" + path, "");

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue(allow);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text/plain                        | {"name":"x","text":"x"} | 415
            application/x-www-form-urlencoded | name=x&text=x           | 415
            application/json                  | [1]                     | 400
            application/json                  | {"name":"x","text":"x"  | 400
            application/json                  | {"name":"x","name":"y","text":"x"} | 400
            application/json                  | {"name":"x","text":"x"} {} | 400
            application/json; charset=utf-8   | {"name":"x","text":"x"} | 201""")
    void onlyOneJsonObjectIsTaken(String type, String body, int status) {
        HttpResponse<String> answer = server.send(
                "POST",
                COMMANDS,
                body,
                "Cookie",
                "herald_session=" + alice.cookie,
                "Origin",
                Browser.OWN,
                "Content-Type",
                type);

        assertThat(answer.statusCode()).isEqualTo(status);
    }

    @Test
    void oversizedBodiesAreRefused() {
        // More than waits between two sockets, so that it is still being sent while Herald could answer.
        String huge = "{\"name\":\"x\",\"text\":\"" + "x".repeat(12_000_000) + "\"}";

        assertThat(alice.send("POST", COMMANDS, huge).statusCode()).isEqualTo(413);
    }

    @Test
    void scriptsInTextsAreKeptAsTheyAreAndSentAsJson() {
        String script = "<script>alert(1)</script>";

        HttpResponse<String> answer = alice.send("POST", COMMANDS, "{\"name\":\"x\",\"text\":\"" + script + "\"}");

        assertThat(Browser.parsed(answer).path("text").asText()).isEqualTo(script);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }
}
