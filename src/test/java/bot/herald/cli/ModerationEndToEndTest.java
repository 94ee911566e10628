package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.identity.TwitchUserId;
import bot.herald.settings.DocumentStore.Outcome;
import bot.herald.settings.DocumentStore.Stored;
import bot.herald.simulator.ChatLine;
import bot.herald.simulator.ModerationAction;
import bot.herald.simulator.ModerationAction.Kind;
import bot.herald.simulator.SentMessage;
import bot.herald.simulator.SimulatedUser;
import bot.herald.simulator.SimulatorOptions;
import bot.herald.storage.Database;
import bot.herald.storage.JdbiDocumentStore;
import bot.herald.testing.JumpingClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Filters, the guard, announcements and stream editing in the running bot. */
class ModerationEndToEndTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration LONG_AGO = Duration.ofDays(100);

    @TempDir
    private Path folder;

    private final JumpingClock clock = new JumpingClock();
    private Stage stage;
    private SimulatedUser alice;
    private SimulatedUser bot;
    private SimulatedUser mod;

    @BeforeEach
    void open() {
        stage = new Stage(folder, SimulatorOptions.defaults().withClock(clock));
        alice = stage.twitch.user("alice");
        bot = stage.twitch.user(Stage.BOT);
        mod = stage.twitch.user("mod");
        stage.twitch.addModerator(alice.id(), bot.id());
        stage.twitch.addModerator(alice.id(), mod.id());
        stage.connectChannel("alice");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void linkThatTheBotPutTogetherForAViewerIsNotSaidButWrittenDown() {
        set(Map.of("chat-filters", "{\"links\":true,\"onLink\":\"delete\"}"));
        SimulatedUser viewer = stage.twitch.user("viewer");
        stage.twitch.chat(ChatLine.of(alice.id(), mod.id(), "!command add glue {1}{2}"));
        stage.twitch.awaitMessages(all -> all.size() == 1, SOON);

        stage.twitch.chat(ChatLine.of(alice.id(), viewer.id(), "!glue evil.c om/x"));
        stage.twitch.chat(ChatLine.of(alice.id(), mod.id(), "!glue good.c om/x"));

        assertThat(stage.twitch.awaitMessages(all -> all.size() == 2, SOON))
                .last()
                .satisfies(said -> assertThat(said.text()).isEqualTo("good.com/x"));
        assertThat(stage.twitch.moderation().actions()).isEmpty();
        assertThat(LoggedIn.at(stage, "alice")
                        .json("/api/channels/" + alice.id() + "/audit")
                        .toString())
                .contains("did not say what was put together from words of viewer (" + viewer.id()
                        + "): a link to evil.com");
    }

    @Test
    void unwantedLinkIsDeletedUnlessAModeratorPermittedIt() {
        set(Map.of("chat-filters", "{\"links\":true,\"onLink\":\"delete\"}"));
        SimulatedUser viewer = stage.twitch.user("viewer");

        String unwanted = stage.twitch
                .chat(ChatLine.of(alice.id(), viewer.id(), "free stuff at example . com"))
                .messageId();
        List<ModerationAction> done = stage.twitch.moderation().awaitActions(all -> !all.isEmpty(), SOON);
        assertThat(done).extracting(ModerationAction::detail).containsExactly(unwanted);

        stage.twitch.chat(ChatLine.of(alice.id(), mod.id(), "!permit viewer"));
        assertThat(stage.twitch.awaitMessages(all -> !all.isEmpty(), SOON))
                .singleElement()
                .satisfies(said -> assertThat(said.text()).contains("viewer can post one link"));
        assertThat(LoggedIn.at(stage, "alice")
                        .json("/api/channels/" + alice.id() + "/audit")
                        .toString())
                .contains("mod let viewer post one link within 60 seconds in chat.");
        stage.twitch.chat(ChatLine.of(alice.id(), viewer.id(), "see example.com"));
        stage.twitch.chat(ChatLine.of(alice.id(), mod.id(), "see example.com"));
        stage.twitch.chat(
                ChatLine.of(alice.id(), viewer.id(), "see example.com").withRole("subscriber"));
        String last = stage.twitch
                .chat(ChatLine.of(alice.id(), viewer.id(), "see example.com"))
                .messageId();
        done = stage.twitch.moderation().awaitActions(all -> all.size() >= 2, SOON);
        assertThat(done).extracting(ModerationAction::detail).containsExactly(unwanted, last);
    }

    @Test
    void commandInAFilteredMessageIsNotAnswered() {
        set(Map.of("chat-filters", "{\"links\":true,\"onLink\":\"delete\"}"));
        SimulatedUser viewer = stage.twitch.user("viewer");

        stage.twitch.chat(ChatLine.of(alice.id(), viewer.id(), "!ping example.com"));
        stage.twitch.moderation().awaitActions(all -> !all.isEmpty(), SOON);
        stage.twitch.chat(ChatLine.of(alice.id(), viewer.id(), "!commands"));

        assertThat(stage.twitch.awaitMessages(all -> !all.isEmpty(), SOON))
                .allSatisfy(said -> assertThat(said.text()).doesNotContainIgnoringCase("pong"));
    }

    @Test
    void hostileRaidIsShutOutNotGreetedAndThatEndsByItselfEvenAfterARestart() {
        set(Map.of("raid-guard", "{\"enabled\":true,\"leastAgeDays\":7,\"minutes\":15,\"followingMinutes\":10}"));
        SimulatedUser hater = stage.twitch.user("hater");
        SimulatedUser friend = stage.twitch.user("friend");
        stage.twitch.accountMade(friend.id(), clock.instant().minus(LONG_AGO));

        stage.twitch.raid(hater.id(), alice.id(), 50);
        stage.twitch.moderation().awaitActions(all -> !all.isEmpty(), SOON);
        assertThat(stage.twitch.moderation().followersOnly(alice.id())).contains(10);
        stage.twitch.raid(friend.id(), alice.id(), 50);
        List<SentMessage> said = stage.twitch.awaitMessages(all -> all.size() == 2, SOON);
        assertThat(said).extracting(SentMessage::text).noneMatch(text -> text.contains("hater"));
        assertThat(said).extracting(SentMessage::text).anyMatch(text -> text.contains("friend"));

        stage.stop();
        clock.jump(Duration.ofMinutes(15));
        stage.restart();
        stage.twitch.moderation().awaitActions(all -> all.size() == 2, SOON);
        assertThat(stage.twitch.moderation().followersOnly(alice.id())).isEmpty();
    }

    @Test
    void moderatorOpensTheChatAgain() {
        set(Map.of("raid-guard", "{\"enabled\":true,\"mostViewers\":100,\"protection\":\"shield-mode\"}"));

        stage.twitch.raid(stage.twitch.user("hater").id(), alice.id(), 101);
        stage.twitch.moderation().awaitActions(all -> !all.isEmpty(), SOON);
        assertThat(stage.twitch.moderation().shieldMode(alice.id())).isTrue();
        stage.twitch.chat(ChatLine.of(alice.id(), stage.twitch.user("viewer").id(), "!guard off"));
        stage.twitch.chat(ChatLine.of(alice.id(), mod.id(), "!guard off"));
        stage.twitch.moderation().awaitActions(all -> all.size() == 2, SOON);
        assertThat(stage.twitch.moderation().shieldMode(alice.id())).isFalse();
    }

    @Test
    void greetingIsAnnouncedAndSaidWhereTheBotIsNoModerator() {
        set(Map.of());
        announceRaids();
        stage.twitch.raid(stage.twitch.user("ann").id(), alice.id(), 5);
        List<ModerationAction> done = stage.twitch.moderation().awaitActions(all -> !all.isEmpty(), SOON);
        assertThat(done.get(0).kind()).isEqualTo(Kind.ANNOUNCE);
        assertThat(done.get(0).detail()).contains("ann");
        assertThat(stage.twitch.sentMessages()).isEmpty();

        stage.twitch.removeModerator(alice.id(), bot.id());
        clock.jump(Duration.ofSeconds(3));
        stage.twitch.raid(stage.twitch.user("ben").id(), alice.id(), 5);
        List<SentMessage> said = stage.twitch.awaitMessages(all -> !all.isEmpty(), SOON);
        assertThat(said)
                .extracting(SentMessage::text)
                .singleElement()
                .asString()
                .contains("ben");
        assertThat(stage.twitch.moderation().actions()).hasSize(1);
    }

    @Test
    void titleChangesOnceTheBroadcasterAllowedIt() {
        set(Map.of("stream-editing", "{\"enabled\":true}"));
        stage.twitch.goLive(alice.id(), "before", "Chess");

        stage.twitch.chat(ChatLine.of(alice.id(), mod.id(), "!title A new title"));
        List<SentMessage> said = stage.twitch.awaitMessages(all -> all.size() == 1, SOON);
        assertThat(said.get(0).text()).contains("The streamer has to allow that first");

        stage.connectChannel("alice", "channel:bot channel:manage:broadcast");
        stage.twitch.chat(ChatLine.of(alice.id(), mod.id(), "!title A new title"));
        said = stage.twitch.awaitMessages(all -> all.size() == 2, SOON);
        assertThat(said.get(1).text()).isEqualTo("The title is now: A new title");
        stage.twitch.chat(ChatLine.of(alice.id(), mod.id(), "!game minecraft"));
        stage.twitch.chat(ChatLine.of(alice.id(), stage.twitch.user("viewer").id(), "!game"));
        said = stage.twitch.awaitMessages(all -> all.size() == 4, SOON);
        assertThat(said.get(2).text()).isEqualTo("The category is now: Minecraft");
        assertThat(said.get(3).text()).isEqualTo("Category: Minecraft");
    }

    @Test
    void clipsAreMadeAndMarkersSetOnceTheBroadcasterAllowedIt() {
        set(Map.of("clips", "{\"clips\":true,\"markers\":true}"));
        stage.twitch.goLive(alice.id(), "before", "Chess");
        stage.twitch.chat(ChatLine.of(alice.id(), mod.id(), "!clip"));
        List<SentMessage> said = stage.twitch.awaitMessages(all -> all.size() == 1, SOON);
        assertThat(said.get(0).text()).contains("waiting for a permission", "'Clips and markers'");

        stage.connectChannel("alice", "channel:bot channel:manage:broadcast clips:edit");
        stage.twitch.chat(ChatLine.of(alice.id(), mod.id(), "!marker the lawyer"));
        said = stage.twitch.awaitMessages(all -> all.size() == 2, SOON);
        assertThat(said.get(1).text()).startsWith("Marked at 0:0");
        stage.twitch.chat(ChatLine.of(alice.id(), stage.twitch.user("viewer").id(), "!clip"));
        said = stage.twitch.awaitMessages(all -> all.size() == 3, SOON);
        assertThat(said.get(2).text()).startsWith("Clip: https://clips.twitch.tv/");

        String log = LoggedIn.at(stage, "alice")
                .json("/api/channels/" + alice.id() + "/audit")
                .toString();
        assertThat(log).contains("mod set a stream marker: the lawyer in chat.", "\"via\":\"chat\"");
    }

    /** What channels set before the bot is connected, so that it is asked for the scopes that follow. */
    private void set(Map<String, String> features) {
        stage.stop();
        Database database = new Database("jdbc:sqlite:" + folder.resolve("herald.db"));
        database.start();
        JdbiDocumentStore store = new JdbiDocumentStore(database);
        features.forEach((feature, settings) -> assertThat(store.insert(
                        "feature", new TwitchUserId(alice.id()), new Stored(feature, settings, 1, 0), List.of()))
                .isEqualTo(Outcome.DONE));
        database.close();
        stage.restart();
        stage.connectBot();
        stage.twitch.awaitSubscriptions(
                all -> all.stream().anyMatch(one -> one.type().equals("channel.chat.message"))
                        && all.stream().anyMatch(one -> one.type().equals("channel.raid")),
                SOON);
    }

    private void announceRaids() {
        var saved = LoggedIn.at(stage, "alice")
                .change("PUT", "/api/channels/" + alice.id() + "/settings", "{\"raidAnnouncement\":true}");
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
    }
}
