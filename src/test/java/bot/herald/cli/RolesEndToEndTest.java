package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.simulator.ChatLine;
import bot.herald.simulator.RequestLog;
import bot.herald.simulator.SentMessage;
import bot.herald.simulator.SimulatedSubscription;
import bot.herald.simulator.SimulatedUser;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the bot is in a channel, and what Twitch says when it is not. */
class RolesEndToEndTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder = Path.of("");

    private Stage stage;
    private SimulatedUser alice;
    private SimulatedUser bot;

    @BeforeEach
    void open() {
        stage = new Stage(folder);
        stage.connectBot();
        bot = stage.twitch.user(Stage.BOT);
        alice = stage.twitch.user("alice");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void shoutoutWaitsUntilTheBotIsAModeratorHoweverTwitchSaysThatItIsNone() {
        stage.connectChannel("alice");
        stage.twitch.oddities().answerNoModerator(400, "The requesting user must be a channel moderator.");
        stage.twitch.goLive(alice.id(), "A title", "Chess");
        raid();
        awaitShoutouts(400);

        stage.twitch.addModerator(alice.id(), bot.id());

        awaitShoutouts(400, 204);
    }

    @Test
    void whereTheBroadcasterAllowsItTheirOwnTokenGivesTheShoutout() {
        stage.connectChannel("alice", "channel:bot moderation:read moderator:manage:shoutouts");
        stage.twitch.goLive(alice.id(), "A title", "Chess");

        raid();

        awaitShoutouts(403, 204);
    }

    @Test
    void shoutoutIsGivenOnceTheBroadcasterAllowsIt() {
        stage.connectChannel("alice");
        stage.twitch.goLive(alice.id(), "A title", "Chess");
        raid();
        awaitShoutouts(403);

        stage.connectChannel("alice", "channel:bot moderation:read moderator:manage:shoutouts");

        awaitShoutouts(403, 403, 204);
    }

    @Test
    void whatTwitchTellsTwiceIsAnsweredOnce() {
        stage.connectChannel("alice");
        stage.twitch.oddities().doubleEvents(true);
        SimulatedUser viewer = stage.twitch.user("viewer");

        stage.twitch.chat(ChatLine.of(alice.id(), viewer.id(), "!ping"));
        stage.twitch.awaitMessages(all -> all.size() == 1, SOON);
        stage.twitch.chat(ChatLine.of(alice.id(), viewer.id(), "!commands"));

        assertThat(stage.twitch.awaitMessages(all -> all.size() >= 2, SOON))
                .satisfiesExactly(
                        first -> assertThat(first.text()).contains("Pong"),
                        second -> assertThat(second.text()).contains("!ping"));
    }

    @Test
    void linesThatTwitchDoesNotShowAreToldTheBroadcasterUntilOneAppears() {
        stage.connectChannel("alice");
        LoggedIn person = LoggedIn.at(stage, "alice");
        SimulatedUser viewer = stage.twitch.user("viewer");
        stage.twitch.moderation().emotesOnly(alice.id(), true);

        stage.twitch.chat(ChatLine.of(alice.id(), viewer.id(), "!ping"));

        Awaitility.await()
                .atMost(SOON)
                .until(() -> problems(person).findValuesAsText("code").contains("not-shown"));
        assertThat(problems(person).findValuesAsText("message"))
                .contains("Twitch did not show the bot's last line: The chat is in emote-only mode"
                        + " (\"This room is in emote-only mode.\"). Moderators may nearly always write:"
                        + " type /mod heraldbot in your chat.");
        assertThat(person.get("/dashboard/" + alice.id()).body()).contains("The chat is in emote-only mode");

        stage.twitch.moderation().emotesOnly(alice.id(), false);
        stage.twitch.chat(ChatLine.of(alice.id(), viewer.id(), "!ping"));

        Awaitility.await()
                .atMost(SOON)
                .until(() -> !problems(person).findValuesAsText("code").contains("not-shown"));
    }

    private JsonNode problems(LoggedIn person) {
        return person.json("/api/channels/" + alice.id()).at("/health/problems");
    }

    @Test
    void bannedBotHearsAndAnswersAgainAfterTheBanHasEnded() {
        stage.connectChannel("alice");
        SimulatedUser viewer = stage.twitch.user("viewer");
        stage.twitch.ban(alice.id(), bot.id());
        Awaitility.await().atMost(SOON).until(() -> !hearsChat());
        stage.twitch.unban(alice.id(), bot.id());

        Awaitility.await().atMost(SOON).until(this::hearsChat);
        stage.twitch.chat(ChatLine.of(alice.id(), viewer.id(), "!ping"));

        stage.twitch.awaitMessages(all -> all.size() == 1, SOON);
    }

    /** No event tells when it is over. */
    @Test
    @Tag("full")
    void timedOutBotGreetsAndHearsAgainWhenItsTimeIsOver() {
        stage.connectChannel("alice");
        stage.twitch.timeOut(alice.id(), bot.id(), Duration.ofSeconds(3));
        raid();
        Awaitility.await().atMost(SOON).until(() -> !hearsChat());

        stage.twitch.awaitMessages(
                all -> all.stream()
                        .anyMatch(message -> message.sent() && message.text().contains("raiders!")),
                SOON);
        Awaitility.await().atMost(SOON).until(this::hearsChat);
        stage.twitch.chat(ChatLine.of(alice.id(), stage.twitch.user("viewer").id(), "!ping"));
        List<SentMessage> all = stage.twitch.awaitMessages(
                sent -> sent.stream()
                        .anyMatch(message -> message.sent() && message.text().contains("Pong")),
                SOON);
        assertThat(all).filteredOn(SentMessage::sent).hasSize(2);
    }

    @Test
    void subscriptionTypeThatTwitchWithdrewIsToldAndTakesNothingElseAlong() {
        stage.connectChannel("alice");
        LoggedIn person = LoggedIn.at(stage, "alice");
        stage.twitch.awaitSubscriptions(all -> all.stream().anyMatch(one -> isRaid(one) && one.enabled()), SOON);

        stage.twitch.oddities().withdraw("channel.raid", "1");

        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(
                                person.json("/api/channels/" + alice.id()).toString())
                        .contains("Twitch withdrew"));
        stage.twitch.chat(ChatLine.of(alice.id(), stage.twitch.user("viewer").id(), "!ping"));
        stage.twitch.awaitMessages(all -> all.size() == 1, SOON);
        assertThat(stage.twitch.requests().all())
                .filteredOn(one -> one.path().equals("/helix/eventsub/subscriptions") && one.status() == 410)
                .hasSizeLessThan(3);
    }

    private static boolean isRaid(SimulatedSubscription subscription) {
        return subscription.type().equals("channel.raid");
    }

    private boolean hearsChat() {
        return stage.twitch.subscriptions().stream()
                .anyMatch(one -> one.type().equals("channel.chat.message")
                        && one.status().equals("enabled")
                        && one.condition().containsValue(alice.id()));
    }

    private void raid() {
        stage.twitch.raid(stage.twitch.user("raider").id(), alice.id(), 5);
    }

    private void awaitShoutouts(Integer... statuses) {
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(shoutouts())
                        .extracting(RequestLog.Entry::status)
                        .containsExactly(statuses));
    }

    private List<RequestLog.Entry> shoutouts() {
        return stage.twitch.requests().all().stream()
                .filter(request -> request.path().equals("/helix/chat/shoutouts"))
                .toList();
    }
}
