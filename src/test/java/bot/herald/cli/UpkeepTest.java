package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bot.herald.identity.Secret;
import bot.herald.lifecycle.StartupException;
import bot.herald.simulator.ChatLine;
import bot.herald.simulator.Fault;
import bot.herald.simulator.SimulatedSubscription;
import bot.herald.simulator.SimulatedUser;
import bot.herald.simulator.TokenPair;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that look after an installation, beside a bot that runs. */
class UpkeepTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final HeraldUpkeep upkeep =
            new HeraldUpkeep(new PrintWriter(out, true), new PrintWriter(err, true), Clock.systemUTC(), 80);
    private Stage stage;

    @BeforeEach
    void open() {
        stage = new Stage(folder);
        stage.connectBot();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void tokensAreListedAsATableOfEightyColumnsAndAsJson() throws IOException {
        SimulatedUser alice = stage.connectChannel("alice");

        assertThat(upkeep.tokens().list(stage.config(), false)).isZero();
        assertThat(out.toString())
                .contains("USER ID")
                .contains("heraldbot")
                .contains("alice")
                .contains("valid");
        assertThat(out.toString().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));

        JsonNode tokens = json(() -> upkeep.tokens().list(stage.config(), true));
        assertThat(tokens).hasSize(2);
        JsonNode channel = tokens.get(1);
        assertThat(channel.fieldNames())
                .toIterable()
                .containsExactly("twitchUserId", "login", "kind", "state", "expiresAt", "scopes", "missingScopes");
        assertThat(channel.get("twitchUserId").asText()).isEqualTo(alice.id());
        assertThat(channel.get("kind").asText()).isEqualTo("channel");
        assertThat(channel.get("state").asText()).isEqualTo("valid");
        assertThat(Instant.parse(channel.get("expiresAt").asText())).isAfter(Instant.now());
        assertThat(channel.get("missingScopes")).isEmpty();
        assertThat(tokens.get(0).get("kind").asText()).isEqualTo("bot");
    }

    @Test
    void refreshedTokenIsTakenOverByTheRunningBot() {
        SimulatedUser alice = stage.connectChannel("alice");
        stage.twitch.requests().clear();

        assertThat(upkeep.tokens().refresh(stage.config(), List.of(), false)).isZero();

        assertThat(stage.twitch.requests().count("POST", "/oauth2/token")).isEqualTo(2);
        // The simulated Twitch forgets the old token, so an answer shows that the bot has the new one.
        SimulatedUser viewer = stage.twitch.user("viewer");
        stage.twitch.chat(ChatLine.of(alice.id(), viewer.id(), "!ping"));
        assertThat(stage.twitch.awaitMessages(all -> !all.isEmpty(), SOON)).hasSize(1);
        assertThat(stage.twitch.requests().count("POST", "/oauth2/token")).isEqualTo(2);
    }

    @Test
    void tokenThatTwitchRefusesIsNamedInListMetricsApiAndExitCode() throws Exception {
        SimulatedUser alice = stage.connectChannel("alice");
        stage.twitch.invalidateRefreshTokens(alice.id());
        stage.twitch.requests().clear();

        assertThat(upkeep.tokens().refresh(stage.config(), List.of("alice"), false))
                .isEqualTo(1);
        assertThat(upkeep.tokens().refresh(stage.config(), List.of("alice"), false))
                .isEqualTo(1);

        assertThat(stage.twitch.requests().count("POST", "/oauth2/token")).isEqualTo(1);
        assertThat(err.toString()).contains("alice (channel)").contains("connect this account again");
        assertThat(out.toString()).containsPattern("alice +channel +needs-reauthorization +ended");
        JsonNode tokens = json(() -> upkeep.tokens().list(stage.config(), true));
        assertThat(tokens.get(1).get("state").asText()).isEqualTo("needs-reauthorization");
        assertThat(json(() -> upkeep.accounts().listChannels(stage.config(), true))
                        .get(0)
                        .get("status")
                        .asText())
                .isEqualTo("needs-reauthorization");
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(stage.get("/metrics").body())
                        .contains("herald_tokens{state=\"needs-reauthorization\"} 1"));
        assertThat(upkeep.tokens().validate(stage.config(), List.of(), false)).isEqualTo(1);
        assertThat(upkeep.tokens().validate(stage.config(), List.of("heraldbot"), false))
                .isZero();
    }

    @Test
    void outageIsNoReasonToConnectAgain() {
        stage.connectChannel("alice");
        stage.twitch.faults().next("POST", "/oauth2/token", 1, Fault.status(503));

        assertThat(upkeep.tokens().refresh(stage.config(), List.of("alice"), false))
                .isEqualTo(1);

        assertThat(err.toString()).containsPattern("Twitch answered 503.*nothing is lost, try again in \\d+ s");
    }

    @Test
    void channelsAreListedWithWhatTheRunningBotHears() throws IOException {
        stage.connectChannel("alice", "channel:bot");

        Awaitility.await().atMost(SOON).untilAsserted(() -> {
            JsonNode channel = json(() -> upkeep.accounts().listChannels(stage.config(), true))
                    .get(0);
            assertThat(channel.get("status").asText()).isEqualTo("connected");
            assertThat(heard(channel, "channel.raid").get("status").asText()).isEqualTo("enabled");
            assertThat(heard(channel, "channel.raid").get("reason").asText()).isEmpty();
            assertThat(Instant.parse(heard(channel, "channel.raid").get("since").asText()))
                    .isBeforeOrEqualTo(Instant.now());
            assertThat(heard(channel, "channel.moderator.add").get("status").asText())
                    .isEqualTo("missing-scope");
            assertThat(heard(channel, "channel.moderator.add").get("reason").asText())
                    .contains("moderation:read");
            assertThat(channel.at("/health/state").asText()).isEqualTo("attention");
            assertThat(channel.at("/health/problems"))
                    .isNotEmpty()
                    .containsExactlyElementsOf(
                            LoggedIn.at(stage, "alice").json("/api/channels").at("/0/health/problems"));
        });
        assertThat(stage.get("/metrics").body())
                .contains("herald_eventsub_subscriptions{state=\"enabled\",type=\"channel.raid\"} 1")
                .contains("herald_eventsub_cost{points=\"allowed\"} 10");

        out.getBuffer().setLength(0);
        assertThat(upkeep.accounts().listChannels(stage.config(), false)).isZero();
        assertThat(out.toString())
                .contains("HEARD", " of ", "waiting for the broadcaster's permission", "has to be a")
                .doesNotContain("No bot runs");
        assertThat(out.toString().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));

        stage.stop();
        JsonNode silent =
                json(() -> upkeep.accounts().listChannels(stage.config(), true)).get(0);
        assertThat(silent.get("subscriptions")).isEmpty();
        out.getBuffer().setLength(0);
        assertThat(upkeep.accounts().listChannels(stage.config(), false)).isZero();
        assertThat(out.toString()).contains("No bot is running on this database, so no events arrive.");
    }

    @Test
    void aBanThatARefusedLineToldIsListedAsThePageHasIt() throws IOException {
        SimulatedUser alice = stage.connectChannel("alice");
        stage.twitch.ban(alice.id(), stage.twitch.user(Stage.BOT).id());

        stage.twitch.raid(stage.twitch.user("raider").id(), alice.id(), 42);

        Awaitility.await().atMost(SOON).untilAsserted(() -> {
            JsonNode problems = problems();
            assertThat(problems.findValuesAsText("code")).contains("cannot-write");
            assertThat(problems)
                    .containsExactlyElementsOf(
                            LoggedIn.at(stage, "alice").json("/api/channels").at("/0/health/problems"));
        });
        out.getBuffer().setLength(0);
        assertThat(upkeep.accounts().listChannels(stage.config(), false)).isZero();
        assertThat(out.toString()).contains("The bot cannot write here");

        stage.stop();
        assertThat(problems().findValuesAsText("code")).doesNotContain("cannot-write");
    }

    private JsonNode problems() throws IOException {
        return json(() -> upkeep.accounts().listChannels(stage.config(), true))
                .get(0)
                .at("/health/problems");
    }

    private static JsonNode heard(JsonNode channel, String type) {
        for (JsonNode one : channel.get("subscriptions")) {
            if (one.get("type").asText().equals(type)) {
                return one;
            }
        }
        throw new AssertionError(type + " is not among " + channel.get("subscriptions"));
    }

    @Test
    void removedChannelIsLeftByTheRunningBotAndItsTokenEndsAtTwitch() throws IOException {
        SimulatedUser alice = stage.connectChannel("alice");
        stage.connectChannel("bob");

        assertThat(upkeep.accounts().removeChannel(stage.config(), "ALICE", false, true))
                .isZero();

        stage.twitch.awaitSubscriptions(
                all -> all.stream()
                        .filter(SimulatedSubscription::enabled)
                        .noneMatch(one -> one.condition().containsValue(alice.id())),
                SOON);
        JsonNode channels = json(() -> upkeep.accounts().listChannels(stage.config(), true));
        assertThat(channels)
                .singleElement()
                .satisfies(one -> assertThat(one.get("login").asText()).isEqualTo("bob"));
        assertThat(stage.twitch.requests().count("POST", "/oauth2/revoke")).isEqualTo(1);
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() ->
                        assertThat(stage.get("/metrics").body()).contains("herald_channels{status=\"connected\"} 1"));
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> upkeep.accounts().removeChannel(stage.config(), "alice", false, true))
                .withMessageContaining("channels list");
    }

    @Test
    void ofTwoChannelsOfOneLoginNoneIsRemovedByIt() {
        SimulatedUser deleted = stage.connectChannel("alice");
        stage.twitch.deleteAccount(deleted.id());
        SimulatedUser alice = stage.connectChannel("alice");

        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> upkeep.accounts().removeChannel(stage.config(), "alice", false, true))
                .withMessageContaining(deleted.id())
                .withMessageContaining(alice.id());
        assertThat(upkeep.accounts().removeChannel(stage.config(), deleted.id(), false, true))
                .isZero();
    }

    @Test
    void whatCannotBeUndoneIsNotDoneWhereNobodyCanBeAsked() throws IOException {
        SimulatedUser alice = stage.connectChannel("alice");
        String key = Files.readString(folder.resolve("herald.key"));

        for (boolean purge : List.of(true, false)) {
            assertThatExceptionOfType(StartupException.class)
                    .isThrownBy(() -> upkeep.accounts().removeChannel(stage.config(), "alice", purge, false))
                    .withMessageContaining("--yes");
        }
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> upkeep.data().rotateKey(stage.config(), false))
                .withMessageContaining("--yes");

        assertThat(json(() -> upkeep.accounts().listChannels(stage.config(), true)))
                .singleElement()
                .satisfies(one -> assertThat(one.get("twitchUserId").asText()).isEqualTo(alice.id()));
        assertThat(Files.readString(folder.resolve("herald.key"))).isEqualTo(key);
    }

    @Test
    void purgedChannelComesBackWithoutItsCommands() {
        SimulatedUser alice = stage.connectChannel("alice");
        stage.twitch.chat(ChatLine.of(alice.id(), alice.id(), "!command add hello Hi there"));
        stage.twitch.awaitMessages(all -> all.size() == 1, SOON);

        assertThat(upkeep.accounts().removeChannel(stage.config(), "alice", true, true))
                .isZero();
        assertThat(upkeep.accounts().removeChannel(stage.config(), alice.id(), true, true))
                .isZero();

        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() ->
                        assertThat(stage.get("/metrics").body()).contains("herald_channels{status=\"connected\"} 0"));
        stage.connectChannel("alice");
        stage.twitch.chat(ChatLine.of(alice.id(), alice.id(), "!hello"));
        stage.twitch.chat(ChatLine.of(alice.id(), alice.id(), "!ping"));
        assertThat(stage.twitch
                        .awaitMessages(all -> all.size() >= 2, SOON)
                        .get(1)
                        .text())
                .doesNotContain("Hi there");
    }

    @Test
    void whoConnectsAgainWhileTheOldSubscriptionsAreBeingDeletedIsHeardOnceThePageSaysSo() {
        SimulatedUser alice = stage.connectChannel("alice");
        Set<String> before = essential(alice).map(SimulatedSubscription::id).collect(Collectors.toSet());
        stage.twitch.faults().next("DELETE", "/helix/eventsub/subscriptions", 1, Fault.delay(Duration.ofSeconds(1)));
        assertThat(upkeep.accounts().removeChannel(stage.config(), "alice", false, true))
                .isZero();
        Awaitility.await().atMost(SOON).until(() -> stage.twitch.faults().left() == 0);

        stage.connectChannel("alice");

        assertThat(essential(alice))
                .filteredOn(one -> !before.contains(one.id()))
                .extracting(SimulatedSubscription::type)
                .containsExactlyInAnyOrder("channel.chat.message", "channel.raid");
    }

    private Stream<SimulatedSubscription> essential(SimulatedUser channel) {
        return stage.twitch.subscriptions().stream()
                .filter(SimulatedSubscription::enabled)
                .filter(one -> Set.of("channel.chat.message", "channel.raid").contains(one.type()))
                .filter(one -> one.condition().containsValue(channel.id()));
    }

    @Test
    void aKeyForSignaturesIsShownOnceReplacedOnlyIfConfirmedAndErasedWithTheChannel() {
        SimulatedUser alice = stage.connectChannel("alice");

        String first = printed(() -> upkeep.accounts().signFetches(stage.config(), "alice", false, false));
        assertThat(first).matches("[A-Za-z0-9_-]{43}\\R");
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> upkeep.accounts().signFetches(stage.config(), "alice", false, false))
                .withMessageContaining("--yes");
        assertThat(printed(() -> upkeep.accounts().signFetches(stage.config(), alice.id(), false, true)))
                .matches("[A-Za-z0-9_-]{43}\\R")
                .isNotEqualTo(first);
        assertThat(printed(() -> upkeep.accounts().signFetches(stage.config(), "alice", true, true)))
                .contains("no longer signed");
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> upkeep.accounts().signFetches(stage.config(), "nobody", false, true))
                .withMessageContaining("channels list");

        upkeep.accounts().signFetches(stage.config(), "alice", false, false);
        upkeep.accounts().removeChannel(stage.config(), "alice", true, true);
        stage.connectChannel("alice");
        assertThat(printed(() -> upkeep.accounts().signFetches(stage.config(), "alice", true, false)))
                .contains("alice has no key");
    }

    @Test
    void importedChannelIsServedAtOnceUnderTheIdThatTwitchNames() {
        SimulatedUser alice = stage.twitch.user("alice");
        TokenPair pair = stage.twitch.grant(alice.id(), Set.of("channel:bot"));

        assertThat(upkeep.accounts()
                        .importChannel(stage.config(), secret(pair.accessToken()), secret(pair.refreshToken())))
                .isZero();

        assertThat(out.toString()).contains("alice (" + alice.id() + ") is connected");
        stage.twitch.awaitSubscriptions(
                all -> all.stream()
                                .filter(SimulatedSubscription::enabled)
                                .filter(one -> one.condition().containsValue(alice.id()))
                                .count()
                        >= 2,
                SOON);
        stage.twitch.raid(stage.twitch.user("raider").id(), alice.id(), 5);
        assertThat(stage.twitch.awaitMessages(all -> !all.isEmpty(), SOON)).hasSize(1);
    }

    @Test
    void moderatorsWhoAreLoggedInSeeAnImportedChannel() {
        SimulatedUser alice = stage.twitch.user("alice");
        stage.twitch.addModerator(alice.id(), stage.twitch.user("mod").id());
        LoggedIn person = LoggedIn.at(stage, "mod");
        assertThat(person.json("/api/channels")).isEmpty();
        TokenPair pair = stage.twitch.grant(alice.id(), Set.of("channel:bot"));

        upkeep.accounts().importChannel(stage.config(), secret(pair.accessToken()), secret(pair.refreshToken()));

        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(person.json("/api/channels").findValuesAsText("login"))
                        .containsExactly("alice"));
    }

    @Test
    void whatTheCommandLineConnectsAndRemovesIsInTheLog() {
        SimulatedUser alice = stage.twitch.user("alice");
        TokenPair pair = stage.twitch.grant(alice.id(), Set.of("channel:bot"));
        upkeep.accounts().importChannel(stage.config(), secret(pair.accessToken()), secret(pair.refreshToken()));
        upkeep.accounts().removeChannel(stage.config(), "alice", false, true);
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() ->
                        assertThat(stage.get("/metrics").body()).contains("herald_channels{status=\"connected\"} 0"));
        stage.connectChannel("alice");

        JsonNode log = LoggedIn.at(stage, "alice").json("/api/channels/" + alice.id() + "/audit");

        assertThat(log.findValuesAsText("summary"))
                .containsExactly(
                        "alice connected the channel.",
                        "The command line disconnected the channel.",
                        "The command line connected the channel.");
        assertThat(log.findValuesAsText("actor")).containsExactly(alice.id(), "command-line", "command-line");
    }

    @Test
    void refreshTokenAloneIsEnoughToImport() {
        SimulatedUser alice = stage.twitch.user("alice");
        TokenPair pair = stage.twitch.grant(alice.id(), Set.of("channel:bot"));

        assertThat(upkeep.accounts().importChannel(stage.config(), Optional.empty(), secret(pair.refreshToken())))
                .isZero();
        assertThat(out.toString()).contains("alice");
    }

    @Test
    void tokensThatTwitchDoesNotKnowAreNotImported() {
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(
                        () -> upkeep.accounts().importChannel(stage.config(), secret("nonsense"), secret("rubbish")))
                .withMessageContaining("neither token")
                .withMessageNotContaining("rubbish")
                .withMessageNotContaining("nonsense");
        assertThat(upkeep.accounts().listChannels(stage.config(), false)).isZero();
        assertThat(out.toString()).contains("No channel is connected.");
    }

    @Test
    void keyIsRotatedBesideTheRunningBotWhichGoesOnReadingAndWriting() throws IOException {
        SimulatedUser alice = stage.connectChannel("alice");
        String before = Files.readString(folder.resolve("herald.key"));

        assertThat(upkeep.data().rotateKey(stage.config(), true)).isZero();

        assertThat(Files.readString(folder.resolve("herald.key"))).isNotEqualTo(before);
        stage.connectChannel("bob");
        assertThat(upkeep.tokens().refresh(stage.config(), List.of(), false)).isZero();
        stage.twitch.chat(ChatLine.of(alice.id(), stage.twitch.user("viewer").id(), "!ping"));
        assertThat(stage.twitch.awaitMessages(all -> !all.isEmpty(), SOON)).hasSize(1);
        stage.restart();
        assertThat(upkeep.tokens().validate(stage.config(), List.of(), false)).isZero();
    }

    private JsonNode json(Runnable command) throws IOException {
        out.getBuffer().setLength(0);
        command.run();
        return JSON.readTree(out.toString());
    }

    private String printed(Runnable command) {
        out.getBuffer().setLength(0);
        command.run();
        return out.toString();
    }

    private static Optional<Secret> secret(String text) {
        return Optional.of(new Secret(text));
    }
}
