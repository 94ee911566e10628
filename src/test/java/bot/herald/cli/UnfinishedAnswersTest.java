package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.simulator.ChatLine;
import bot.herald.simulator.Fault;
import bot.herald.simulator.Fault.Way;
import bot.herald.simulator.SentMessage;
import bot.herald.simulator.SimulatedUser;
import bot.herald.twitch.http.TwitchHttp;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** While Twitch's answers for one channel do not end, everybody else is served, and afterwards that channel is, too. */
@Tag("full")
class UnfinishedAnswersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Longer than Herald should wait for anything. */
    private static final Duration UNENDING = Duration.ofSeconds(15);
    /** A greeting that had to wait for somebody else's call would take at least 3 s, and as long again for each more. */
    private static final Duration IN_TIME = Duration.ofSeconds(3);

    private static final Duration PAGE_IN_TIME = Duration.ofSeconds(2);
    private static final int ALL_THE_TIME = 1_000;

    @TempDir
    Path folder = Path.of("");

    private Stage stage;
    private SimulatedUser alice;
    private SimulatedUser bob;
    private SimulatedUser viewer;

    @BeforeEach
    void open() {
        stage = new Stage(folder);
        SimulatedUser bot = stage.twitch.user(Stage.BOT);
        alice = stage.twitch.user("alice");
        bob = stage.twitch.user("bob");
        viewer = stage.twitch.user("viewer");
        stage.twitch.addModerator(alice.id(), bot.id());
        stage.twitch.addModerator(bob.id(), bot.id());
        stage.connectChannel("alice");
        stage.connectChannel("bob");
        String filters = "/api/channels/" + alice.id() + "/features/chat-filters";
        HttpResponse<String> set = LoggedIn.at(stage, "alice")
                .change("PUT", filters, "{\"settings\":{\"links\":true,\"onLink\":\"delete\"}}");
        assertThat(set.statusCode()).as(set.body()).isEqualTo(200);
        // Asks for the permissions that the filters want.
        stage.connectBot();
        stage.twitch.awaitSubscriptions(
                all -> List.of(alice, bob).stream()
                        .allMatch(channel -> Stream.of("channel.raid", "channel.chat.message")
                                .allMatch(type -> all.stream()
                                        .anyMatch(one -> one.type().equals(type)
                                                && one.status().equals("enabled")
                                                && one.condition().containsValue(channel.id())))),
                PATIENCE);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    /** A kind of call that does not end for alice, and what makes Herald call. */
    private enum Trouble {
        CHAT("POST", "/helix/chat/messages", test -> test.raid("early", test.alice)),
        MODERATION(
                "DELETE",
                "/helix/moderation/chat",
                test -> test.stage.twitch.chat(ChatLine.of(test.alice.id(), test.viewer.id(), "see example.com"))),
        LOOK_UP(
                "GET",
                "/helix/users",
                test -> test.stage.twitch.chat(ChatLine.of(test.alice.id(), test.viewer.id(), "!accountage raider"))),
        /** Whose sockets are cut needs a token for the next; bob's is refused, too, and is renewed at once. */
        REFRESH("POST", "/oauth2/token", test -> {
            test.stage.twitch.expireAccessTokens(test.alice.id());
            test.stage.twitch.expireAccessTokens(test.bob.id());
            assertThat(test.stage.twitch.sockets().cutAllTcp()).isPositive();
        });

        private final String method;
        private final String path;

        @SuppressWarnings("ImmutableEnumChecker")
        private final Consumer<UnfinishedAnswersTest> provocation;

        Trouble(String method, String path, Consumer<UnfinishedAnswersTest> provocation) {
            this.method = method;
            this.path = path;
            this.provocation = provocation;
        }
    }

    static Stream<Arguments> cases() {
        List<Trouble> others = List.of(Trouble.CHAT, Trouble.MODERATION, Trouble.LOOK_UP);
        return Stream.of(
                Arguments.of(Way.STALL, others),
                Arguments.of(Way.STALL, List.of(Trouble.REFRESH)),
                Arguments.of(Way.ENDLESS, others),
                Arguments.of(Way.TRICKLE, others));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void nobodyElseWaitsAndEverythingWorksAfterwards(Way way, List<Trouble> troubles) {
        Set<Long> before = heraldThreads();
        for (Trouble trouble : troubles) {
            String user = trouble == Trouble.LOOK_UP ? "" : alice.id();
            stage.twitch
                    .faults()
                    .next(trouble.method, trouble.path, user, ALL_THE_TIME, Fault.unfinished(way, UNENDING));
            int planned = stage.twitch.faults().left();
            trouble.provocation.accept(this);
            await().until(() -> stage.twitch.faults().left() < planned);
        }

        if (way != Way.ENDLESS && troubles.contains(Trouble.CHAT)) {
            await().until(() -> stage.get("/metrics")
                    .body()
                    .lines()
                    .anyMatch(line -> line.startsWith("herald_oldest_call_seconds{call=\"send_chat_message\"")
                            && !line.endsWith(" 0.0")));
        }
        if (troubles.contains(Trouble.REFRESH)) {
            await().until(() -> isHeard(bob));
            assertThat(isHeard(alice)).isFalse();
        }
        for (String raider : List.of("one", "two")) {
            raid(raider, bob);
            long asked = System.nanoTime();
            await().until(() -> isGreeted(raider, bob));
            assertThat(since(asked)).as("greeting of %s", raider).isLessThan(IN_TIME);
        }
        for (String page : List.of("/healthz", "/", "/metrics")) {
            long asked = System.nanoTime();
            assertThat(stage.get(page).statusCode()).as(page).isEqualTo(200);
            assertThat(since(asked)).as(page).isLessThan(PAGE_IN_TIME);
        }

        stage.twitch.faults().clear();
        await().until(() -> isHeard(alice));
        raid("late", alice);
        await().until(() -> isGreeted("late", alice));
        stage.twitch.chat(ChatLine.of(alice.id(), viewer.id(), "see example.org"));
        await().until(() -> stage.twitch.moderation().actions().stream()
                .anyMatch(done -> done.broadcasterId().equals(alice.id())));
        await().untilAsserted(() -> assertThat(stage.get("/metrics").body().lines())
                .filteredOn(line -> line.startsWith("herald_oldest_call_seconds{"))
                .isNotEmpty()
                .allMatch(line -> line.endsWith(" 0.0")));
        await().untilAsserted(() -> {
            assertThat(Thread.getAllStackTraces().values())
                    .noneMatch(stack -> Arrays.stream(stack)
                            .anyMatch(frame -> frame.getClassName().equals(TwitchHttp.class.getName())));
            // Spare ones end after half a minute.
            assertThat(heraldThreads()).hasSizeLessThanOrEqualTo(before.size() + 2);
        });
    }

    private static Set<Long> heraldThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("herald"))
                .map(Thread::getId)
                .collect(Collectors.toSet());
    }

    private boolean isHeard(SimulatedUser channel) {
        return stage.twitch.subscriptions().stream()
                .anyMatch(one -> one.type().equals("channel.raid")
                        && one.status().equals("enabled")
                        && one.condition().containsValue(channel.id()));
    }

    private void raid(String raider, SimulatedUser channel) {
        stage.twitch.raid(stage.twitch.user(raider).id(), channel.id(), 5);
    }

    private boolean isGreeted(String raider, SimulatedUser channel) {
        return stage.twitch.sentMessages().stream()
                .filter(SentMessage::sent)
                .anyMatch(said ->
                        said.broadcasterId().equals(channel.id()) && said.text().contains(raider));
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20));
    }
}
