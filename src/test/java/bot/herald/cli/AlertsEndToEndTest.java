package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.simulator.ChatLine;
import bot.herald.simulator.SentMessage;
import bot.herald.simulator.SimulatedSubscription;
import bot.herald.simulator.SimulatedUser;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thanks, from the switch in the dashboard over the yes at Twitch to the line in chat. */
class AlertsEndToEndTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String EVERYTHING = """
            {"settings":{"follows":true,"subscriptions":true,"resubscriptions":true,"gifts":true,"cheers":true,
            "leastBits":10,"redemptions":true,"redemptionText":"{input} {user} {reward}"}}""";

    @TempDir
    Path folder = Path.of("");

    private Stage stage;
    private SimulatedUser alice;
    private SimulatedUser viewer;
    private LoggedIn person;
    private String channel;

    @BeforeEach
    void open() {
        stage = new Stage(folder);
        stage.connectBot();
        alice = stage.connectChannel("alice");
        viewer = stage.twitch.user("viewer", "TheViewer");
        person = LoggedIn.at(stage, "alice");
        channel = "/api/channels/" + alice.id();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void whatIsSwitchedOnWaitsForItsScopesDisturbsNothingAndWorksOnceTheyAreGranted() {
        assertThat(person.json(channel + "/features/alerts").path("enabled").asBoolean())
                .isFalse();
        HttpResponse<String> saved = person.change("PUT", channel + "/features/alerts", EVERYTHING);
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);

        JsonNode waiting = person.json(channel + "/features/alerts");
        assertThat(waiting.path("enabled").asBoolean()).isTrue();
        assertThat(waiting.path("waitingFor").findValuesAsText("scope"))
                .containsExactlyInAnyOrder(
                        "bits:read",
                        "channel:read:redemptions",
                        "channel:read:subscriptions",
                        "moderator:read:followers");
        assertThat(waiting.path("waitingFor").findValuesAsText("words")).contains("see cheers in your channel");
        assertThat(waiting.path("waitingFor").findValuesAsText("account")).containsOnly("channel");
        assertThat(texts(person.json(channel).at("/token/missingScopes"))).hasSize(4);
        assertThat(person.json(channel).path("status").asText()).isEqualTo("connected");
        assertThat(person.get("/dashboard/" + alice.id() + "/features").body())
                .contains(
                        "Waiting for permission.", "see cheers in your channel", "/auth/channel?channel=" + alice.id());
        stage.twitch.chat(ChatLine.of(alice.id(), viewer.id(), "!ping"));
        assertThat(said(1)).containsExactly("Pong!");

        assertThat(person.browser
                        .agree(stage.address.resolve("/auth/channel?channel=" + alice.id()), "alice")
                        .statusCode())
                .isEqualTo(200);

        JsonNode granted = person.json(channel + "/features/alerts");
        assertThat(granted.path("waitingFor")).isEmpty();
        assertThat(texts(person.json(channel).at("/token/missingScopes"))).isEmpty();
        awaitSubscribed("channel.follow", "channel.subscribe", "channel.subscription.gift", "channel.cheer");

        stage.twitch.viewers().follow(alice.id(), viewer.id());
        assertThat(said(2)).last().isEqualTo("Thank you for following, TheViewer!");
        stage.twitch.viewers().subscribe(alice.id(), viewer.id(), "2000");
        assertThat(said(3)).last().isEqualTo("Thank you for the tier 2 subscription, TheViewer!");
        stage.twitch.viewers().resubscribe(alice.id(), viewer.id(), "1000", "hello", 7);
        assertThat(said(4)).last().isEqualTo("TheViewer has subscribed for 7 months. Thank you!");
        stage.twitch.viewers().giftSubscriptionsAnonymously(alice.id(), "1000", 5);
        for (int i = 0; i < 5; i++) {
            stage.twitch
                    .viewers()
                    .subscribeAsGift(alice.id(), stage.twitch.user("lucky" + i).id(), "1000");
        }
        assertThat(said(5)).last().isEqualTo("Somebody anonymous gives 5 subscriptions to the community. Thank you!");
        stage.twitch.viewers().cheer(alice.id(), viewer.id(), 9, "cheer9");
        stage.twitch.viewers().cheer(alice.id(), viewer.id(), 100, "cheer100");
        assertThat(said(6)).last().isEqualTo("Thank you for the 100 bits, TheViewer!");
        stage.twitch.viewers().redeem(alice.id(), viewer.id(), "Hydrate", 50, "!ban {user}");
        assertThat(said(7)).last().isEqualTo("» !ban {user} TheViewer Hydrate");
    }

    @Test
    void whateverIsMissingOrOddInAnEventTheThanksMakeSense() {
        person.change(
                "PUT", channel + "/features/alerts", EVERYTHING.replace("{input} {user} {reward}", "{user}: {reward}"));
        person.browser.agree(stage.address.resolve("/auth/channel?channel=" + alice.id()), "alice");
        awaitSubscribed("channel.follow", "channel.subscribe", "channel.subscription.gift", "channel.cheer");

        // A name that turns the line around, one of emoji, and one that is far too long.
        odd(
                "channel.follow",
                "{\"user_id\":\"5\",\"user_login\":\"five\",\"user_name\":\"\u202e\u0639\u0631\u0628\u064a\"}");
        assertThat(said(1)).last().isEqualTo("Thank you for following, \u0639\u0631\u0628\u064a!");
        odd(
                "channel.subscribe",
                "{\"user_id\":\"6\",\"user_login\":\"six\",\"user_name\":\"\uD83D\uDE00\u200D\",\"tier\":null}");
        assertThat(said(2)).last().isEqualTo("Thank you for the tier 1 subscription, \uD83D\uDE00\u200D!");
        odd(
                "channel.subscription.gift",
                "{\"user_id\":\"7\",\"user_login\":null,\"user_name\":\"" + "x".repeat(600) + "\",\"total\":null}");
        assertThat(said(3)).last().asString().hasSize(500).startsWith("xxx").endsWith("x…");
        odd("channel.subscription.gift", "{\"user_id\":null,\"is_anonymous\":null,\"total\":0,\"tier\":\"9000\"}");
        assertThat(said(4)).last().isEqualTo("Somebody anonymous gives 1 subscription to the community. Thank you!");
        odd(
                "channel.subscription.message",
                "{\"user_id\":\"5\",\"user_login\":\"five\",\"user_name\":\"\",\"cumulative_months\":null,\"message\":null}");
        assertThat(said(5)).last().isEqualTo("five has subscribed for 1 month. Thank you!");
        odd("channel.cheer", "{\"user_id\":null,\"is_anonymous\":true,\"bits\":100,\"message\":null}");
        assertThat(said(6)).last().isEqualTo("Thank you for the 100 bits, Somebody anonymous!");
        odd(
                "channel.channel_points_custom_reward_redemption.add",
                "{\"id\":\"r\",\"user_id\":\"5\",\"user_login\":\"five\",\"user_name\":\"Five\",\"user_input\":null,"
                        + "\"reward\":{\"title\":\"{user} $(x)\",\"cost\":null}}");
        assertThat(said(7)).last().isEqualTo("Five: {user} $(x)");

        assertThat(person.get("/dashboard/" + alice.id() + "/live").body())
                .contains(
                        "five subscribes again.",
                        "Somebody gives away 1 subscription.",
                        "Somebody cheers with 100 bits.");
    }

    private void odd(String type, String fields) {
        assertThat(stage.twitch.event(type, alice.id(), fields).notified())
                .as(type)
                .isEqualTo(1);
    }

    @Test
    void aStrangerWhoConnectsIsAskedForNoMoreThanEveryChannelNeeds() {
        person.change("PUT", channel + "/features/alerts", EVERYTHING);

        assertThat(new ScriptedBrowser().open(stage.channelLink()).uri().toString())
                .doesNotContain("bits");
        assertThat(person.browser.open(stage.channelLink()).uri().toString())
                .as("who is logged in is asked for what is switched on in their own channel")
                .contains("bits");
    }

    @Test
    void whatIsSwitchedOffIsNoLongerHeard() {
        person.change("PUT", channel + "/features/alerts", "{\"settings\":{\"cheers\":true}}");
        person.browser.agree(stage.address.resolve("/auth/channel?channel=" + alice.id()), "alice");
        awaitSubscribed("channel.cheer");

        person.change("PUT", channel + "/features/alerts", "{\"settings\":{\"cheers\":false}}");

        stage.twitch.awaitSubscriptions(
                all -> all.stream().noneMatch(one -> one.type().equals("channel.cheer")), SOON);
    }

    private void awaitSubscribed(String... types) {
        stage.twitch.awaitSubscriptions(
                all -> List.of(types).stream().allMatch(type -> all.stream().anyMatch(one -> isFlowing(one, type))),
                SOON);
        Awaitility.await()
                .atMost(SOON)
                .until(() -> !person.json(channel).toString().contains("\"pending\""));
    }

    private static boolean isFlowing(SimulatedSubscription one, String type) {
        return one.type().equals(type) && one.status().equals("enabled");
    }

    private List<String> said(int number) {
        List<SentMessage> sent = stage.twitch.awaitMessages(all -> all.size() >= number, SOON);
        assertThat(sent).hasSize(number);
        return sent.stream().map(SentMessage::text).toList();
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
