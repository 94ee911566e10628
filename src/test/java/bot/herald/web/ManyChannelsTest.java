package bot.herald.web;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.identity.TwitchProfile;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is done from the table in several channels at once. */
class ManyChannelsTest extends AliceOnline {
    private static final TwitchProfile BOB = FakePeople.profile("200", "bob", "Bob");
    private static final TwitchProfile ZOE = FakePeople.profile("300", "zoe", "Zoe");

    private Browser boss;

    @BeforeEach
    void connectMore() {
        people.channels.connected(BOB);
        people.channels.connected(ZOE);
        people.moderates(ALICE, BOB);
        alice = new Browser(server, people, ALICE);
        boss = new Browser(server, people, FakePeople.BOSS);
    }

    @Test
    void aFeatureIsSwitchedInEachByItsOwnRightsAndTakenBackInItsOwnLog() {
        String list = alice.get("/dashboard?sort=name").body();
        assertThat(list).contains("value=\"stream-editing/enabled\"", "name=\"do\" value=\"on\"");

        HttpResponse<String> done = alice.submit(
                "/dashboard?all=true&sort=name",
                "do",
                "on",
                "feature",
                "stream-editing/enabled",
                "pick.100",
                "on",
                "pick.200",
                "on",
                "pick.300",
                "on");

        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(done.body())
                .contains("Channels done: 1 of 2.", "Switched on: ", "only the broadcaster and the bot's admins")
                .doesNotContain("/dashboard/300");
        assertThat(isOn("100")).isTrue();
        assertThat(isOn("200")).as("only its broadcaster may").isFalse();
        assertThat(isOn("300")).as("not hers").isFalse();
        JsonNode entry = alice.json("/api/channels/100/audit").get(0);
        assertThat(entry.path("action").asText()).isEqualTo("feature-changed");
        String undo = "/dashboard/100/audit/" + entry.path("id").asText() + "/undo";
        assertThat(done.body()).contains("action=\"" + undo + "\"");

        assertThat(alice.submit(undo, "x", "y").statusCode()).isEqualTo(303);
        assertThat(isOn("100")).isFalse();

        assertThat(boss.submit(
                                "/dashboard?all=true",
                                "do",
                                "off",
                                "feature",
                                "stream-editing/enabled",
                                "pick.300",
                                "on")
                        .body())
                .contains("Channels done: 1 of 1.", "Was like that already.");
        assertThat(boss.json("/api/channels/300/audit")).isEmpty();
    }

    private boolean isOn(String channel) {
        return boss.json("/api/channels/" + channel + "/features/stream-editing")
                .at("/settings/enabled")
                .asBoolean();
    }

    @Test
    void aCommandIsCopiedToWhereItsNameIsFree() {
        alice.send(
                "POST",
                "/api/channels/100/commands",
                "{\"name\":\"rules\",\"text\":\"Be kind.\",\"aliases\":[\"law\"]}");
        boss.send("POST", "/api/channels/300/commands", "{\"name\":\"rules\",\"text\":\"None.\"}");
        boss.send(
                "POST",
                "/api/channels/300/timers",
                "{\"name\":\"Water\",\"messages\":[\"Drink.\"],\"intervalMinutes\":30}");

        String done = boss.submit(
                        "/dashboard?all=true",
                        "do",
                        "copy",
                        "what",
                        "!Rules",
                        "from",
                        "100",
                        "pick.100",
                        "on",
                        "pick.200",
                        "on",
                        "pick.300",
                        "on")
                .body();

        assertThat(done).contains("Channels done: 2 of 3.", "Added !rules.", "role=\"alert\"");
        assertThat(boss.json("/api/channels/200/commands/rules").path("text").asText())
                .isEqualTo("Be kind.");
        assertThat(boss.json("/api/channels/200/commands/rules")
                        .at("/aliases/0")
                        .asText())
                .isEqualTo("law");
        assertThat(boss.json("/api/channels/300/commands/rules").path("text").asText())
                .isEqualTo("None.");
        assertThat(boss.json("/api/channels/200/audit").findValuesAsText("action"))
                .contains("command-created");

        assertThat(boss.submit("/dashboard?all=true", "do", "copy", "what", "Water", "from", "300", "pick.100", "on")
                        .body())
                .contains("Added the timer water.");
        assertThat(boss.json("/api/channels/100/timers/water")
                        .path("intervalMinutes")
                        .asInt())
                .isEqualTo(30);
    }

    @Test
    void nothingIsTakenFromAChannelOfOthersAndWhatIsMissingIsSaid() {
        boss.send("POST", "/api/channels/300/commands", "{\"name\":\"secret\",\"text\":\"Of Zoe.\"}");

        HttpResponse<String> refused =
                alice.submit("/dashboard?all=true", "do", "copy", "what", "!secret", "from", "300", "pick.100", "on");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains(
                        "id=\"many-wrong\">Choose the channel to copy from",
                        "value=\"!secret\"",
                        "name=\"pick.100\" checked")
                .doesNotContain("Of Zoe.", "name=\"pick.200\" checked");
        HttpResponse<String> missing =
                alice.submit("/dashboard?all=true", "do", "copy", "what", "!none", "from", "200", "pick.100", "on");
        assertThat(missing.statusCode()).isEqualTo(400);
        assertThat(missing.body()).contains("value=\"!none\"", "<option value=\"200\" selected>");
        assertThat(alice.get("/api/channels/100/commands/secret").statusCode()).isEqualTo(404);
        assertThat(alice.submit("/dashboard?all=true", "do", "on", "feature", "", "pick.100", "on")
                        .body())
                .contains("Choose the feature to switch.");
        HttpResponse<String> nowhere =
                alice.submit("/dashboard?all=true", "do", "on", "feature", "stream-editing/enabled");
        assertThat(nowhere.statusCode()).isEqualTo(400);
        assertThat(nowhere.body())
                .contains("No channel was picked.", "<option value=\"stream-editing/enabled\" selected>");
        assertThat(alice.submit("/dashboard?all=true", "do", "dance", "pick.100", "on")
                        .statusCode())
                .isEqualTo(400);
    }
}
