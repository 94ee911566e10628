package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import bot.herald.app.MaintenanceModule;
import bot.herald.auth.Purpose;
import bot.herald.config.WebConfig.Registration;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchLogin;
import bot.herald.lifecycle.StartupException;
import bot.herald.maintenance.Maintenance;
import bot.herald.simulator.ChatLine;
import bot.herald.simulator.Fault;
import bot.herald.simulator.SimulatedUser;
import bot.herald.simulator.SimulatorOptions;
import bot.herald.testing.QrReader;
import bot.herald.testing.TestClock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code herald login} against the simulated Twitch, beside a bot that runs. */
class DeviceLoginTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Pattern ADDRESS = Pattern.compile("\\s(http\\S+/activate\\S+)\\s");

    @TempDir
    Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final TestClock clock = new TestClock();
    private final ArrayDeque<Runnable> whileWaiting = new ArrayDeque<>();
    private final ArrayDeque<Duration> waited = new ArrayDeque<>();
    private boolean confirms;
    private int pictured;
    private Stage stage;

    @BeforeEach
    void open() {
        stage = new Stage(folder, SimulatorOptions.defaults().withClock(clock));
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void botAndChannelConnectBesideTheRunningBotWhichServesThemAtOnce() {
        whileWaiting.add(() -> {});
        whileWaiting.add(() -> agree("heraldbot"));
        assertThat(login(Purpose.BOT)).isZero();
        whileWaiting.add(() -> agree("alice"));
        assertThat(login(Purpose.CHANNEL)).isZero();

        assertThat(out.toString())
                .contains("heraldbot (" + stage.twitch.user("heraldbot").id() + ") is connected as the bot.")
                .contains("alice (" + stage.twitch.user("alice").id() + ") is connected.")
                .doesNotContain("did not grant");
        assertThat(out.toString().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        SimulatedUser alice = stage.twitch.user("alice");
        stage.twitch.awaitSubscriptions(
                all -> all.stream()
                        .anyMatch(one -> one.enabled()
                                && one.type().equals("channel.chat.message")
                                && one.condition().containsValue(alice.id())),
                SOON);
        stage.twitch.chat(ChatLine.of(alice.id(), stage.twitch.user("viewer").id(), "!ping"));
        assertThat(stage.twitch.awaitMessages(all -> !all.isEmpty(), SOON)).hasSize(1);
        assertThat(stage.twitch.secretsSeenInUrls()).isFalse();
    }

    @Test
    void aTerminalShowsTheAddressToACameraToo() {
        pictured = 80;
        login(Purpose.BOT);

        List<String> picture = out.toString()
                .lines()
                .filter(line -> line.startsWith("\u001b[30;107m"))
                .map(line -> line.replaceAll("\u001b\\[[0-9;]*m", ""))
                .toList();
        Matcher address = ADDRESS.matcher(out.toString());
        assertThat(address.find()).isTrue();
        assertThat(picture).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(QrReader.of(modules(picture))).isEqualTo(address.group(1));
    }

    @Test
    void aNarrowTerminalHasTheAddressAlone() {
        pictured = 30;
        login(Purpose.BOT);

        assertThat(out.toString()).containsPattern(ADDRESS).doesNotContain("camera", "\u001b");
    }

    /** Without the quiet zone. */
    private static boolean[][] modules(List<String> lines) {
        int size = lines.get(0).length() - 8;
        boolean[][] dark = new boolean[size][size];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                char block = lines.get((y + 4) / 2).charAt(x + 4);
                dark[y][x] = block == '\u2588' || block == (y % 2 == 0 ? '\u2580' : '\u2584');
            }
        }
        return dark;
    }

    @Test
    void whatWasConnectedByACodeIsRefreshedWithTheSecret() {
        // The app access token, which the bot gets by itself after its start.
        await().atMost(SOON).until(() -> stage.twitch.requests().count("POST", "/oauth2/token") == 1);
        whileWaiting.add(() -> agree("alice"));
        assertThat(login(Purpose.CHANNEL)).isZero();
        stage.twitch.requests().clear();

        HeraldUpkeep upkeep = new HeraldUpkeep(new PrintWriter(out, true), new PrintWriter(err, true), clock, 80);
        assertThat(upkeep.tokens().refresh(stage.config(), List.of("alice"), false))
                .as(err.toString())
                .isZero();
        assertThat(stage.twitch.requests().count("POST", "/oauth2/token")).isEqualTo(1);
        assertThat(upkeep.tokens().validate(stage.config(), List.of("alice"), false))
                .isZero();
    }

    @Test
    void outagesAndSlowDownAreWaitedOut() {
        whileWaiting.add(() -> {
            nextTokenRequest(Fault.status(503));
            nextTokenRequest(Fault.reset());
            nextTokenRequest(Fault.html(502));
            nextTokenRequest(oauthError("slow_down"));
        });
        whileWaiting.add(() -> {});
        whileWaiting.add(() -> {});
        whileWaiting.add(() -> {});
        whileWaiting.add(() -> agree("alice"));

        assertThat(login(Purpose.CHANNEL)).isZero();
        assertThat(waited)
                .containsExactly(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10));
    }

    @Test
    void refusalAtTwitchEndsIt() {
        whileWaiting.add(() -> decide("alice", "deny"));
        refused(Purpose.CHANNEL, "refused on Twitch, was used before, or is too old");
        whileWaiting.add(() -> nextTokenRequest(oauthError("access_denied")));
        refused(Purpose.CHANNEL, "access was refused");
        whileWaiting.add(() -> nextTokenRequest(oauthError("expired_token")));
        refused(Purpose.CHANNEL, "too old");
    }

    @Test
    void codeThatNobodyTypedEndsWhenTwitchSaysSo() {
        whileWaiting.add(() -> clock.advance(Duration.ofMinutes(31)));
        refused(Purpose.BOT, "too old");
    }

    @Test
    void codeThatNobodyTypedEndsAlsoWhileTwitchIsOutOfOrder() {
        whileWaiting.add(() -> {
            clock.advance(Duration.ofMinutes(31));
            nextTokenRequest(Fault.status(500));
        });
        refused(Purpose.BOT, "too old");
    }

    @Test
    void yesThatWasLostOnItsWaySaysSo() {
        whileWaiting.add(() -> {
            agree("alice");
            nextTokenRequest(Fault.resetAfterProcessing());
        });
        whileWaiting.add(() -> {});
        refused(Purpose.CHANNEL, "broke at the wrong moment");
    }

    @Test
    void wrongBotAccountIsRefusedAndNothingIsStored() {
        stage.botLogin = Optional.of(new TwitchLogin("heraldbot"));
        whileWaiting.add(() -> agree("alice"));
        refused(Purpose.BOT, "the bot's account is heraldbot");
        assertThat(stage.herald.botIsConnected()).isFalse();
    }

    @Test
    void anotherAccountForTheBotIsConfirmedByWhoeverSeesBothNames() {
        whileWaiting.add(() -> agree("heraldbot"));
        assertThat(login(Purpose.BOT)).isZero();

        whileWaiting.add(() -> agree("newbot"));
        refused(Purpose.BOT, "the bot is still heraldbot");
        assertThat(out.toString()).contains("The bot's account is heraldbot, and newbot agreed.");
        assertThat(bots()).containsExactly("heraldbot");
        confirms = true;
        whileWaiting.add(() -> agree("newbot"));
        assertThat(login(Purpose.BOT)).isZero();

        assertThat(bots()).containsExactly("newbot");
    }

    @Test
    void aNamedChannelIsForNoOtherAccount() {
        whileWaiting.add(() -> agree("alice"));
        assertThat(login(Purpose.CHANNEL)).isZero();

        whileWaiting.add(() -> agree("bobby"));
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> login(Purpose.CHANNEL, Optional.of("alice")))
                .withMessageContaining("bobby agreed, but this link is for alice");
    }

    private List<String> bots() {
        try (Maintenance maintenance = MaintenanceModule.open(stage.config(), clock)) {
            return maintenance.tokens().stream()
                    .filter(token -> token.key().purpose() == Purpose.BOT)
                    .map(token -> token.name().value())
                    .toList();
        }
    }

    @Test
    void registrationHoldsHereToo() {
        stage.registration = Registration.CLOSED;
        whileWaiting.add(() -> agree("alice"));
        refused(Purpose.CHANNEL, "takes no new channels");
        stage.registration = Registration.ALLOWLIST;
        whileWaiting.add(() -> agree("alice"));
        refused(Purpose.CHANNEL, "alice is not on it");
    }

    @Test
    void missingScopesAreNamedWithWhatToDo() {
        whileWaiting.add(() -> LessGranted.next(stage.twitch, "heraldbot", "user:read:chat", "user:bot"));
        assertThat(login(Purpose.BOT)).isZero();
        assertThat(out.toString())
                .contains("Twitch did not grant:")
                .contains("    user:write:chat")
                .doesNotContain("    user:bot\n")
                .contains("    herald login bot\n");
    }

    @Test
    void featuresAreAskedForToo() {
        whileWaiting.add(() -> agree("heraldbot"));
        assertThat(login(Purpose.BOT)).isZero();
        whileWaiting.add(() -> agree("alice"));
        assertThat(login(Purpose.CHANNEL)).isZero();
        stage.twitch.awaitSubscriptions(
                all -> all.stream().anyMatch(one -> one.enabled() && one.type().equals("channel.chat.message")), SOON);
        switchOn("chat-filters", "{\"links\":true}");
        switchOn("stream-editing", "{\"enabled\":true}");

        whileWaiting.add(() -> agree("heraldbot"));
        assertThat(login(Purpose.BOT)).isZero();
        assertThat(out.toString()).doesNotContain("did not grant");
        assertThat(scopes(Purpose.BOT)).contains("moderator:manage:chat_messages");

        whileWaiting.add(() -> agree("alice"));
        assertThat(login(Purpose.CHANNEL)).isZero();
        assertThat(scopes(Purpose.CHANNEL))
                .as("the one channel there is, is likely meant")
                .contains("channel:manage:broadcast");
        assertThat(out.toString()).doesNotContain("herald login channel");
        whileWaiting.add(() -> agree("bob"));
        assertThat(login(Purpose.CHANNEL)).isZero();

        whileWaiting.add(() -> agree("alice"));
        assertThat(login(Purpose.CHANNEL)).isZero();
        assertThat(out.toString())
                .contains("herald login channel NAME")
                .contains("need more, which was not asked for")
                .contains("herald login channel alice");
        whileWaiting.add(() -> agree("alice"));
        assertThat(login(Purpose.CHANNEL, Optional.of("alice"))).isZero();
        assertThat(scopes(Purpose.CHANNEL)).contains("channel:manage:broadcast");
    }

    private void switchOn(String feature, String settings) {
        var saved = LoggedIn.at(stage, "alice")
                .change(
                        "PUT",
                        "/api/channels/" + stage.twitch.user("alice").id() + "/features/" + feature,
                        "{\"settings\":" + settings + "}");
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
    }

    private List<String> scopes(Purpose purpose) {
        try (Maintenance maintenance = MaintenanceModule.open(stage.config(), clock)) {
            return maintenance.tokens().stream()
                    .filter(token -> token.key().purpose() == purpose)
                    .flatMap(token -> token.scopes().stream())
                    .map(Scope::value)
                    .toList();
        }
    }

    @Test
    void unknownClientAndSilentTwitchEndItBeforeACodeIsShown() {
        stage.twitch.faults().next("POST", "/oauth2/device", 1, oauthError("invalid client"));
        refused(Purpose.BOT, "client ID or secret");
        stage.twitch.faults().next("POST", "/oauth2/device", 1, Fault.reset());
        refused(Purpose.BOT, "cannot be reached");
        stage.twitch.faults().next("POST", "/oauth2/device", 1, Fault.html(200));
        refused(Purpose.BOT, "cannot be reached");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void whoeverGivesUpConnectsNothing() {
        nextTokenRequest(Fault.reset());

        assertThat(login(Purpose.BOT)).isEqualTo(1);

        assertThat(err.toString()).contains("given up; nothing was connected");
        assertThat(stage.twitch.faults().left())
                .as("Twitch is not asked for a token")
                .isEqualTo(1);
    }

    /** What becomes of the next request for the token of a code; the bot's own, for the app's token, goes well. */
    private void nextTokenRequest(Fault fault) {
        stage.twitch.faults().next("POST", "/oauth2/token", LessGranted.BY_DEVICE, 1, fault);
    }

    private void refused(Purpose purpose, String words) {
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> login(purpose))
                .withMessageContaining("not connected: ")
                .withMessageContaining(words);
    }

    private int login(Purpose purpose) {
        return login(purpose, Optional.empty());
    }

    private int login(Purpose purpose, Optional<String> channel) {
        try (Maintenance maintenance = MaintenanceModule.open(stage.config(), clock)) {
            return new DeviceLoginDialog(
                            new PrintWriter(out, true),
                            new PrintWriter(err, true),
                            this::pause,
                            question -> confirms,
                            pictured)
                    .connect(
                            maintenance,
                            stage.config(),
                            purpose,
                            maintenance.channels().stream()
                                    .filter(one -> channel.equals(
                                            Optional.of(one.profile().login().value())))
                                    .findFirst());
        }
    }

    /** Does what the test planned for this while; without a plan the person has had enough. */
    private boolean pause(Duration time) {
        Runnable planned = whileWaiting.poll();
        if (planned == null) {
            return true;
        }
        waited.add(time);
        clock.advance(time);
        planned.run();
        return false;
    }

    private void agree(String login) {
        decide(login, "allow");
    }

    private void decide(String login, String decision) {
        Matcher address = ADDRESS.matcher(out.toString());
        String last = address.results()
                .reduce((first, second) -> second)
                .orElseThrow()
                .group(1);
        HttpResponse<String> page = new ScriptedBrowser().decide(URI.create(last), login, decision);
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    }

    private static Fault oauthError(String message) {
        return Fault.status(400, "{\"status\":400,\"message\":\"" + message + "\"}", "application/json", Map.of());
    }
}
