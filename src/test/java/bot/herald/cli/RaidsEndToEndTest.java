package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.simulator.ChatLine;
import bot.herald.simulator.RequestLog;
import bot.herald.simulator.SentMessage;
import bot.herald.simulator.SimulatedUser;
import bot.herald.simulator.SimulatorOptions;
import bot.herald.testing.JumpingClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Raids and shoutouts as a viewer sees them, with a clock that the bot and Twitch share. */
class RaidsEndToEndTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration TWO_MINUTES = Duration.ofSeconds(121);

    @TempDir
    Path folder = Path.of("");

    private final JumpingClock clock = new JumpingClock();
    private Stage stage;
    private SimulatedUser alice;

    @BeforeEach
    void open() {
        stage = new Stage(folder, SimulatorOptions.defaults().withClock(clock));
        stage.connectBot();
        alice = stage.twitch.user("alice");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void everyRaidIsGreetedOnceAndShoutedOutWhenTwitchAllowsItAndTwitchRefusesNothing() {
        SimulatedUser moderator = stage.twitch.user("mod");
        stage.twitch.addModerator(alice.id(), moderator.id());
        stage.twitch.addModerator(alice.id(), stage.twitch.user(Stage.BOT).id());
        stage.connectChannel("alice");
        // It hears of shoutouts once it has found out that it moderates the channel.
        stage.awaitSubscribed(alice, "channel.shoutout.create", "stream.online", "stream.offline");
        goLive();

        raid("ann", 10);
        raid("ben", 500);
        awaitGreetings(2);
        awaitGiven(1);
        raid("ann", 11);

        clock.jump(TWO_MINUTES);
        awaitGiven(2);

        clock.jump(TWO_MINUTES);
        stage.twitch.shoutout(alice.id(), stage.twitch.user("cleo").id(), moderator.id());
        awaitHeard("channel.shoutout.create", 3);
        raid("dan", 3);
        awaitGreetings(3);
        clock.jump(TWO_MINUTES);
        awaitGiven(3);

        clock.jump(TWO_MINUTES);
        stage.twitch.goOffline(alice.id());
        awaitHeard("stream.offline", 1);
        raid("eve", 7);
        awaitGreetings(4);
        clock.jump(Duration.ofMinutes(5));
        goLive();
        awaitGiven(4);

        assertThat(shoutouts()).extracting(RequestLog.Entry::status).containsOnly(204);
        assertThat(stage.twitch.sentMessages())
                .allMatch(SentMessage::sent)
                .extracting(message -> message.text().replaceAll(".*raiders! (\\w+) arrives.*", "$1"))
                .containsExactly("ann", "ben", "dan", "eve");
        assertThat(stage.get("/metrics").body()).contains("herald_shoutouts_total{outcome=\"given\"} 4.0");
    }

    @Test
    void moderatorsCommandGoesThroughTheSameQueueAndWaitsForModeratorRights() {
        SimulatedUser moderator = stage.twitch.user("mod");
        stage.twitch.addModerator(alice.id(), moderator.id());
        stage.twitch.user("pal", "Pal");
        stage.connectChannel("alice");
        goLive();

        stage.twitch.chat(ChatLine.of(alice.id(), moderator.id(), "!so pal"));
        stage.twitch.awaitMessages(all -> !all.isEmpty(), SOON);
        awaitShoutouts(1);
        assertThat(shoutouts()).extracting(RequestLog.Entry::status).containsExactly(403);

        stage.twitch.addModerator(alice.id(), stage.twitch.user(Stage.BOT).id());
        awaitShoutouts(2);
        assertThat(shoutouts()).extracting(RequestLog.Entry::status).containsExactly(403, 204);
    }

    private void goLive() {
        stage.twitch.goLive(alice.id(), "A title", "Chess");
    }

    private void raid(String raider, int viewers) {
        stage.twitch.raid(stage.twitch.user(raider).id(), alice.id(), viewers);
    }

    private void awaitGreetings(int number) {
        stage.twitch.awaitMessages(all -> all.size() == number, SOON);
    }

    private void awaitShoutouts(int number) {
        Awaitility.await().atMost(SOON).until(() -> shoutouts().size() >= number);
        assertThat(shoutouts()).hasSize(number);
    }

    /** And Herald has taken Twitch's answer in: its cool-down begins with that, and the clock jumps next. */
    private void awaitGiven(int number) {
        awaitShoutouts(number);
        Awaitility.await()
                .atMost(SOON)
                .until(() -> stage.get("/metrics")
                        .body()
                        .contains("herald_shoutouts_total{outcome=\"given\"} " + number + ".0"));
    }

    private List<RequestLog.Entry> shoutouts() {
        return stage.twitch.requests().all().stream()
                .filter(request -> request.path().equals("/helix/chat/shoutouts"))
                .toList();
    }

    private void awaitHeard(String type, int number) {
        Awaitility.await()
                .atMost(SOON)
                .until(() -> stage.get("/metrics")
                        .body()
                        .contains("herald_events_total{type=\"" + type + "\"} " + number + ".0"));
    }
}
