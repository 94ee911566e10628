package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.identity.TwitchLogin;
import bot.herald.simulator.ChatLine;
import bot.herald.simulator.Fault;
import bot.herald.simulator.SentMessage;
import bot.herald.simulator.SimulatedSubscription;
import bot.herald.simulator.SimulatedUser;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HeraldEndToEndTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    /** How somebody's request for a token is told from that for the app's own, which the bot makes when it likes. */
    private static final String BY_CODE = "authorization_code";

    @TempDir
    Path folder = Path.of("");

    private Stage stage;

    @BeforeEach
    void open() {
        stage = new Stage(folder);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void raidIsGreetedInTheRaidedChannelAndInNoOther() {
        stage.connectBot();
        SimulatedUser alice = stage.connectChannel("alice");
        stage.connectChannel("bob");
        stage.connectChannel("carol");
        SimulatedUser raider = stage.twitch.user("raider", "TheRaider");

        stage.twitch.raid(raider.id(), alice.id(), 42);

        List<SentMessage> sent = stage.twitch.awaitMessages(all -> !all.isEmpty(), SOON);
        assertThat(sent).singleElement().satisfies(message -> {
            assertThat(message.broadcasterId()).isEqualTo(alice.id());
            assertThat(message.senderId())
                    .isEqualTo(stage.twitch.user(Stage.BOT).id());
            assertThat(message.text()).contains("TheRaider").contains("42");
            assertThat(message.byAppToken()).as("shown with the bot badge").isTrue();
            assertThat(message.sent()).isTrue();
        });
    }

    @Test
    void commandIsAnsweredAsAReplyWhereItWasAsked() {
        stage.connectBot();
        stage.connectChannel("alice");
        SimulatedUser bob = stage.connectChannel("bob");
        SimulatedUser viewer = stage.twitch.user("viewer");

        String asked = stage.twitch
                .chat(ChatLine.of(bob.id(), viewer.id(), "!CoMmAnDs please"))
                .messageId();

        SentMessage answer =
                stage.twitch.awaitMessages(all -> !all.isEmpty(), SOON).get(0);
        assertThat(answer.broadcasterId()).isEqualTo(bob.id());
        assertThat(answer.replyTo()).isEqualTo(asked);
        assertThat(answer.text()).contains("!commands").contains("!ping");
    }

    @Test
    void botDoesNotAnswerItselfNorASharedChatsCopy() {
        stage.connectBot();
        SimulatedUser alice = stage.connectChannel("alice");
        SimulatedUser bob = stage.connectChannel("bob");
        SimulatedUser bot = stage.twitch.user(Stage.BOT);
        SimulatedUser viewer = stage.twitch.user("viewer");

        stage.twitch.chat(ChatLine.of(alice.id(), bot.id(), "!ping"));
        stage.twitch.chat(ChatLine.of(alice.id(), viewer.id(), "!ping").withSource(bob.id()));
        stage.twitch.chat(ChatLine.of(alice.id(), viewer.id(), "!commands"));

        List<SentMessage> sent = stage.twitch.awaitMessages(all -> !all.isEmpty(), SOON);
        assertThat(sent)
                .singleElement()
                .extracting(SentMessage::text)
                .asString()
                .startsWith("You can use");
    }

    @Test
    void afterARestartNoTokenIsFetchedAndEventsAreAnswered() {
        stage.connectBot();
        SimulatedUser alice = stage.connectChannel("alice");
        SimulatedUser viewer = stage.twitch.user("viewer");
        stage.twitch.requests().clear();

        stage.restart();
        stage.twitch.awaitSubscriptions(all -> hearsChatAndRaids(all, alice), SOON);
        stage.twitch.chat(ChatLine.of(alice.id(), viewer.id(), "!ping"));
        stage.twitch.awaitMessages(all -> !all.isEmpty(), SOON);

        assertThat(stage.twitch.requests().count("POST", "/oauth2/token")).isZero();
    }

    @Test
    void channelConnectedBeforeTheBotStartsWorkingWhenTheBotIsConnected() {
        SimulatedUser alice = stage.connectChannel("alice");
        assertThat(stage.get("/readyz").statusCode()).isEqualTo(503);
        assertThat(stage.get("/readyz").body()).contains("bot account");
        assertThat(stage.announced).singleElement().asString().contains("/auth/bot?setup=");

        stage.connectBot();
        stage.twitch.awaitSubscriptions(all -> hearsChatAndRaids(all, alice), SOON);

        stage.twitch.chat(ChatLine.of(alice.id(), stage.twitch.user("viewer").id(), "!ping"));
        assertThat(stage.twitch.awaitMessages(all -> !all.isEmpty(), SOON)).hasSize(1);
        stage.awaitSettled();
    }

    @Test
    void setupCodeReplacesNoBotThatServesAChannel() {
        URI link = stage.herald.setupLink();
        stage.connectBot();
        stage.connectChannel("alice");

        assertThat(new ScriptedBrowser().agree(link, "eve").statusCode()).isEqualTo(403);
        assertThat(stage.get("/readyz").body()).doesNotContain("no bot account");
    }

    @Test
    void anotherAccountThanTheConfiguredBotIsRefusedAndTheCodeStaysGood() {
        stage.botLogin = Optional.of(new TwitchLogin(Stage.BOT));
        stage.restart();

        HttpResponse<String> wrong = new ScriptedBrowser().agree(stage.herald.setupLink(), "somebody_else");

        assertThat(wrong.statusCode()).isEqualTo(403);
        assertThat(stage.herald.botIsConnected()).isFalse();
        stage.connectBot();
        assertThat(stage.herald.botIsConnected()).isTrue();
    }

    @Test
    void refusalAtTwitchIsA400AndStoresNothing() {
        stage.twitch.faults().next("POST", "/oauth2/token", BY_CODE, 1, Fault.reset());

        HttpResponse<String> page = new ScriptedBrowser().decide(stage.channelLink(), "alice", "deny");

        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body()).contains("Nothing was").doesNotContain("access_denied");
        assertThat(stage.twitch.faults().left()).as("no code is exchanged").isEqualTo(1);
    }

    @Test
    void usedStateAndForeignBrowserAreRefused() {
        ScriptedBrowser browser = new ScriptedBrowser();
        HttpResponse<String> connected = browser.agree(stage.channelLink(), "alice");
        assertThat(connected.statusCode()).isEqualTo(200);

        assertThat(browser.open(connected.uri()).statusCode()).as("used").isEqualTo(400);
        assertThat(new ScriptedBrowser().open(connected.uri()).statusCode())
                .as("foreign")
                .isEqualTo(400);
    }

    @Test
    void codeThatTwitchDoesNotKnowIsA400() {
        stage.twitch
                .faults()
                .next(
                        "POST",
                        "/oauth2/token",
                        BY_CODE,
                        1,
                        Fault.status(
                                400,
                                "{\"status\":400,\"message\":\"Invalid authorization code\"}",
                                "application/json",
                                Map.of()));

        assertThat(new ScriptedBrowser().agree(stage.channelLink(), "alice").statusCode())
                .isEqualTo(400);
    }

    static Stream<Arguments> oddAnswers() {
        List<Fault> faults = List.of(
                Fault.html(502),
                Fault.html(200),
                Fault.emptyBody(200),
                odd("[]"),
                odd("{}"),
                odd("null"),
                odd("{\"access_token\":{},\"user_id\":[],\"data\":{}}"),
                odd("{\"data\":[null]}"));
        // A question that got no answer is asked once more, a code is sent once.
        return Stream.concat(
                Stream.of(Arguments.of("POST /oauth2/token", Fault.reset())),
                Stream.of("POST /oauth2/token", "GET /oauth2/validate", "GET /helix/users")
                        .flatMap(call -> faults.stream().map(fault -> Arguments.of(call, fault))));
    }

    private static Fault odd(String json) {
        return Fault.status(200, json, "application/json", Map.of());
    }

    @ParameterizedTest
    @MethodSource("oddAnswers")
    void twitchOutOfOrderIsA503AndStoresNothing(String call, Fault fault) {
        String[] parts = call.split(" ", 2);
        // The bot asks for the app's token, and has it validated, when it likes.
        String hers =
                parts[0].equals("POST") ? BY_CODE : stage.twitch.user("alice").id();
        stage.twitch.faults().next(parts[0], parts[1], hers, 1, fault);

        HttpResponse<String> page = new ScriptedBrowser().agree(stage.channelLink(), "alice");

        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.body()).contains("<h1").doesNotContain("Exception");
        assertThat(stage.twitch.faults().left()).isZero();
        assertThat(stage.get("/metrics").body()).doesNotContainPattern("herald_(channels|tokens)\\{[^}]*} [1-9]");
    }

    @Test
    void lostSocketIsReplacedAndEventsAreAnsweredAgain() {
        stage.connectBot();
        SimulatedUser alice = stage.connectChannel("alice");
        long before = stage.twitch.requests().count("POST", "/helix/eventsub/subscriptions");

        stage.twitch.sockets().cutAllTcp();
        stage.twitch.awaitSubscriptions(
                all -> stage.twitch.requests().count("POST", "/helix/eventsub/subscriptions") >= before + 2
                        && hearsChatAndRaids(all, alice),
                SOON);

        stage.twitch.chat(ChatLine.of(alice.id(), stage.twitch.user("viewer").id(), "!ping"));
        assertThat(stage.twitch.awaitMessages(all -> !all.isEmpty(), SOON)).hasSize(1);
        Awaitility.await()
                .atMost(SOON)
                .until(
                        () -> stage.get("/metrics").body(),
                        page -> page.contains("herald_recovery_seconds_count{cause=\"socket\"} 1"));
    }

    @Test
    void botWhoseGrantIsTakenBackAsksForANewOneAndWorksAgainAfterIt() {
        stage.connectBot();
        SimulatedUser alice = stage.connectChannel("alice");
        stage.announced.clear();

        stage.twitch.revokeGrant(stage.twitch.user(Stage.BOT).id());

        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() ->
                        assertThat(stage.announced).singleElement().asString().contains("/auth/bot?setup="));
        assertThat(stage.get("/readyz").statusCode()).isEqualTo(503);
        assertThat(stage.get("/metrics").body()).contains("herald_tokens{state=\"needs-reauthorization\"} 1.0");

        stage.connectBot();
        stage.twitch.awaitSubscriptions(
                all -> all.stream()
                                .filter(one -> one.enabled() && one.type().equals("channel.chat.message"))
                                .count()
                        == 1,
                SOON);
        stage.twitch.chat(ChatLine.of(alice.id(), stage.twitch.user("viewer").id(), "!ping"));
        assertThat(stage.twitch.awaitMessages(all -> !all.isEmpty(), SOON)).hasSize(1);
    }

    @Test
    void channelThatGrantedEverythingHearsEverything() {
        stage.connectBot();
        SimulatedUser bot = stage.twitch.user(Stage.BOT);
        stage.twitch.addModerator(stage.twitch.user("alice").id(), bot.id());

        SimulatedUser alice = stage.connectChannel("alice");

        stage.twitch.awaitSubscriptions(all -> enabledFor(all, alice).size() == 9, SOON);
        assertThat(enabledFor(stage.twitch.subscriptions(), alice))
                .containsExactlyInAnyOrder(
                        "channel.chat.message",
                        "channel.raid",
                        "stream.online",
                        "stream.offline",
                        "channel.update",
                        "channel.moderator.add",
                        "channel.moderator.remove",
                        "channel.shoutout.create",
                        "user.update");
        assertThat(stage.twitch.subscriptions()).allMatch(one -> one.enabled() && one.cost() == 0);
        assertThat(stage.get("/metrics").body()).contains("herald_channels{status=\"connected\"} 1.0");
    }

    @Test
    void channelThatGrantedTheLeastHearsChatAndRaidsAndCountsAsConnected() {
        stage.connectBot();

        SimulatedUser alice = stage.connectChannel("alice", "channel:bot");

        stage.twitch.awaitSubscriptions(all -> enabledFor(all, alice).size() == 6, SOON);
        assertThat(enabledFor(stage.twitch.subscriptions(), alice))
                .containsExactlyInAnyOrder(
                        "channel.chat.message",
                        "channel.raid",
                        "stream.online",
                        "stream.offline",
                        "channel.update",
                        "user.update");
        assertThat(stage.get("/metrics").body()).contains("herald_channels{status=\"connected\"} 1.0");
        stage.twitch.raid(stage.twitch.user("raider").id(), alice.id(), 3);
        stage.twitch.awaitMessages(all -> all.size() == 1, SOON);
        stage.twitch.chat(ChatLine.of(alice.id(), stage.twitch.user("viewer").id(), "!ping"));
        stage.twitch.awaitMessages(all -> all.size() == 2, SOON);
    }

    private static boolean hearsChatAndRaids(List<SimulatedSubscription> all, SimulatedUser channel) {
        return enabledFor(all, channel).containsAll(List.of("channel.chat.message", "channel.raid"));
    }

    private static List<String> enabledFor(List<SimulatedSubscription> all, SimulatedUser channel) {
        return all.stream()
                .filter(one -> one.enabled() && one.condition().containsValue(channel.id()))
                .map(SimulatedSubscription::type)
                .toList();
    }

    @Test
    void noSecretIsInAUrlNorInClearOnDisk() throws Exception {
        stage.connectBot();
        stage.connectChannel("alice");

        assertThat(stage.twitch.secretsSeenInUrls()).isFalse();
        byte[] database = Files.readAllBytes(folder.resolve("herald.db-wal"));
        assertThat(new String(database, StandardCharsets.ISO_8859_1))
                .contains("sealed:")
                .doesNotContain("accessToken")
                .doesNotContain(stage.twitch.clientSecret());
    }
}
