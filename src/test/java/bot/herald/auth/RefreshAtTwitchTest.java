package bot.herald.auth;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.auth.AccessTokens.Answer;
import bot.herald.auth.IdentityProvider.ValidationAnswer;
import bot.herald.identity.Secret;
import bot.herald.retry.WakeUps;
import bot.herald.simulator.Fault;
import bot.herald.simulator.SimulatorOptions;
import bot.herald.simulator.SimulatorOptions.RefreshRotation;
import bot.herald.testing.TestClock;
import bot.herald.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Refreshing over real HTTP, with everything that goes wrong on the way. */
class RefreshAtTwitchTest {
    private static final Duration LIFETIME = Duration.ofHours(4);

    @TempDir
    Path folder = Path.of("");

    private final TestClock clock = new TestClock();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    private Installation installation(RefreshRotation rotation) {
        Installation installation = new Installation(
                folder,
                SimulatorOptions.defaults()
                        .withClock(clock)
                        .withTokenLifetime(LIFETIME)
                        .withRotation(rotation)
                        .withOldTokenDiesOnRefresh(true),
                clock);
        open.add(installation);
        return installation;
    }

    /** Twitch audits that every user's token is validated hourly. */
    @Test
    void tokenInUseForHoursIsNeverOverdueForValidation() throws Exception {
        Installation here = installation(RefreshRotation.SAME);
        CredentialKey key = here.connect("alice");
        AppTokenService appToken = new AppTokenService(
                here.twitch.clientId(),
                here.database.appToken(),
                here.oauth(),
                new ClientStanding(clock),
                new WakeUps(),
                clock);
        TokenRefreshScheduler scheduler =
                new TokenRefreshScheduler(here.credentials, appToken, () -> true, clock, clock::nanoTime);
        open.add(scheduler);

        for (int minute = 0; minute < 9 * 60; minute += 2) {
            scheduler.tick();
            Awaitility.await()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(2))
                    .until(scheduler::isIdle);
            if (minute % 30 == 28) {
                use(here, here.credentials.accessToken(key));
            }
            clock.advance(Duration.ofMinutes(2));
        }

        assertThat(here.twitch.requests().count("GET", "/helix/users")).isEqualTo(18);
        assertThat(here.twitch.notValidated()).isEmpty();
    }

    private static void use(Installation here, Answer answer) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(here.twitch.helixUrl() + "/users"))
                .header(
                        "Authorization",
                        "Bearer " + ((Answer.Available) answer).accessToken().reveal())
                .header("Client-Id", here.twitch.clientId())
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void twoHundredThreadsThatNeedADueTokenCauseOneRequest() throws Exception {
        Installation here = installation(RefreshRotation.ROTATE);
        CredentialKey key = here.connect("alice");
        clock.advance(LIFETIME.minus(Duration.ofMinutes(5)));

        Set<Answer> answers = ask(200, () -> here.credentials.accessToken(key));

        assertThat(here.tokenRequests()).isEqualTo(1);
        assertThat(answers).singleElement().isInstanceOf(Answer.Available.class);
        assertThat(here.oauth().validate(available(answers.iterator().next())))
                .isInstanceOf(ValidationAnswer.Valid.class);
    }

    static Stream<Arguments> passingFaults() {
        return Stream.of(
                Arguments.of("503 without a body", Fault.emptyBody(503), Duration.ofSeconds(2)),
                Arguments.of("502 with a page", Fault.html(502), Duration.ofSeconds(2)),
                Arguments.of("200 with a page", Fault.html(200), Duration.ofSeconds(2)),
                Arguments.of("400 with a page", Fault.html(400), Duration.ofSeconds(2)),
                Arguments.of("401 with a page", Fault.html(401), Duration.ofSeconds(2)),
                Arguments.of("403 with a page", Fault.html(403), Duration.ofSeconds(2)),
                Arguments.of("200 without a body", Fault.emptyBody(200), Duration.ofSeconds(2)),
                Arguments.of("connection reset", Fault.reset(), Duration.ofSeconds(2)),
                Arguments.of(
                        "429 that says how long to wait",
                        Fault.status(
                                429,
                                "{\"status\":429,\"message\":\"slow\"}",
                                "application/json",
                                Map.of("Retry-After", "90")),
                        Duration.ofSeconds(91)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("passingFaults")
    void tokenOutlivesATokenEndpointThatIsOutOfOrder(String name, Fault fault, Duration pause) {
        Installation here = installation(RefreshRotation.SAME);
        CredentialKey alice = here.connect("alice");
        CredentialKey bob = here.connect("bob");
        StoredToken before = here.credentials.find(alice).orElseThrow().token();
        clock.advance(LIFETIME);
        here.twitch.faults().next("POST", "/oauth2/token", 1, fault);

        assertThat(here.credentials.accessToken(alice)).isInstanceOf(Answer.Unavailable.class);

        Credential stored = here.database.credentials().load(alice).orElseThrow();
        assertThat(stored.token()).isEqualTo(before);
        assertThat(stored.state()).isEqualTo(CredentialState.VALID);
        assertThat(here.credentials.accessToken(bob)).isInstanceOf(Answer.Available.class);
        // Asking again at once asks nobody.
        assertThat(here.credentials.accessToken(alice)).isInstanceOf(Answer.Unavailable.class);
        int asked = here.tokenRequests();
        clock.advance(pause);
        assertThat(here.credentials.accessToken(alice)).isInstanceOf(Answer.Available.class);
        assertThat(here.tokenRequests()).isEqualTo(asked + 1);
    }

    @Test
    void tokenOutlivesATokenEndpointThatDoesNotAnswerInTime() {
        Installation here = installation(RefreshRotation.SAME);
        CredentialKey alice = here.connect("alice");
        clock.advance(LIFETIME);
        CredentialService impatient = Installation.service(
                here.database.credentials(),
                Installation.oauth(
                        here.twitch.oauthUrl(),
                        here.twitch.clientId(),
                        here.twitch.clientSecret(),
                        Duration.ofMillis(300)),
                clock,
                here.twitch.clientId());
        impatient.load();
        here.twitch.faults().next("POST", "/oauth2/token", 1, Fault.delay(Duration.ofSeconds(2)));

        assertThat(impatient.accessToken(alice)).isInstanceOf(Answer.Unavailable.class);

        assertThat(here.database.credentials().load(alice).orElseThrow().state())
                .isEqualTo(CredentialState.VALID);
        assertThat(here.credentials.accessToken(alice)).isInstanceOf(Answer.Available.class);
    }

    @Test
    void answerOf429KeepsTheEndpointFreeForAsLongAsItSays() {
        Installation here = installation(RefreshRotation.SAME);
        CredentialKey alice = here.connect("alice");
        clock.advance(LIFETIME);
        here.twitch.faults().next("POST", "/oauth2/token", 1, Fault.status(429, "", "", Map.of("Retry-After", "90")));

        here.credentials.accessToken(alice);
        clock.advance(Duration.ofSeconds(89));
        here.credentials.accessToken(alice);

        assertThat(here.tokenRequests()).isEqualTo(1);
    }

    @Test
    void invalidRefreshTokenIsTriedOnceAndNeverAgain() {
        Installation here = installation(RefreshRotation.SAME);
        CredentialKey alice = here.connect("alice");
        CredentialKey bob = here.connect("bob");
        clock.advance(LIFETIME);
        here.twitch.invalidateRefreshTokens(alice.userId().value());

        for (int i = 0; i < 10; i++) {
            assertThat(here.credentials.accessToken(alice)).isInstanceOf(Answer.Unavailable.class);
            clock.advance(Duration.ofHours(1));
        }

        assertThat(here.tokenRequests()).isEqualTo(1);
        assertThat(here.credentials.find(alice).orElseThrow().state()).isEqualTo(CredentialState.NEEDS_REAUTHORIZATION);
        assertThat(here.credentials.accessToken(bob)).isInstanceOf(Answer.Available.class);
        here.connect("alice");
        assertThat(here.credentials.accessToken(alice)).isInstanceOf(Answer.Available.class);
    }

    @Test
    void answerLostAfterTwitchReplacedTheTokenIsNamedAsSuch() {
        Installation here = installation(RefreshRotation.ROTATE);
        CredentialKey alice = here.connect("alice");
        clock.advance(LIFETIME);
        here.twitch.faults().next("POST", "/oauth2/token", 1, Fault.resetAfterProcessing());

        here.credentials.accessToken(alice);
        assertThat(here.credentials.find(alice).orElseThrow().state()).isEqualTo(CredentialState.VALID);
        clock.advance(Duration.ofSeconds(2));
        here.credentials.accessToken(alice);

        Credential lost = here.credentials.find(alice).orElseThrow();
        assertThat(lost.state()).isEqualTo(CredentialState.NEEDS_REAUTHORIZATION);
        assertThat(lost.detail()).contains("never arrived");
        assertThat(here.tokenRequests()).isEqualTo(2);
    }

    @Test
    void wrongClientSecretStopsEveryRefreshAndLosesNothing() {
        Installation here = installation(RefreshRotation.SAME);
        List<CredentialKey> keys =
                IntStream.range(0, 20).mapToObj(i -> here.connect("user" + i)).toList();
        clock.advance(LIFETIME);
        CredentialService wrong = Installation.service(
                here.database.credentials(),
                Installation.oauth(here.twitch.oauthUrl(), here.twitch.clientId(), "wrong"),
                clock,
                here.twitch.clientId());
        wrong.load();

        keys.forEach(wrong::accessToken);

        assertThat(here.tokenRequests()).isEqualTo(1);
        assertThat(here.database.credentials().loadAll())
                .allSatisfy(held -> assertThat(held.state()).isEqualTo(CredentialState.VALID));
        keys.forEach(key -> assertThat(here.credentials.accessToken(key)).isInstanceOf(Answer.Available.class));
    }

    @Test
    void databaseRestoredFromABackupCostsOneRequestForEachTokenThatIsSpent() throws IOException {
        Installation here = installation(RefreshRotation.ROTATE);
        List<CredentialKey> keys =
                IntStream.range(0, 30).mapToObj(i -> here.connect("user" + i)).toList();
        here.database.execute("VACUUM INTO '" + folder.resolve("backup.db") + "'");
        // After the backup, ten of them were refreshed, so their stored tokens are spent.
        keys.subList(0, 10).forEach(here.credentials::refresh);
        Path restored = Files.createDirectory(folder.resolve("restored"));
        Files.copy(folder.resolve("backup.db"), restored.resolve("herald.db"));
        Files.copy(folder.resolve("herald.key"), restored.resolve("herald.key"));
        var database = new TestDatabase(restored);
        open.add(0, database);
        CredentialService service = here.service(database.credentials());
        service.load();
        int before = here.tokenRequests();

        keyRounds(service, keys, 5);

        assertThat(here.tokenRequests() - before).isEqualTo(10);
        assertThat(service.all().stream().filter(held -> held.state() == CredentialState.NEEDS_REAUTHORIZATION))
                .hasSize(10);
        assertThat(service.all().stream().filter(held -> held.state() == CredentialState.VALID))
                .hasSize(20);
    }

    private static void keyRounds(CredentialService service, List<CredentialKey> keys, int rounds) {
        for (int round = 0; round < rounds; round++) {
            keys.forEach(service::validate);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, -1})
    void clockThatJumpsAnHourCostsAtMostOneRefreshForEachToken(long hours) {
        // Twitch's own clock does not jump.
        TestClock twitchTime = new TestClock();
        Installation here = new Installation(
                folder, SimulatorOptions.defaults().withClock(twitchTime).withTokenLifetime(LIFETIME), clock);
        open.add(here);
        List<CredentialKey> keys =
                IntStream.range(0, 30).mapToObj(i -> here.connect("user" + i)).toList();
        AppTokenService app = new AppTokenService(
                here.twitch.clientId(),
                here.database.appToken(),
                here.oauth(),
                new ClientStanding(clock),
                new WakeUps(),
                clock);
        app.get();
        TokenRefreshScheduler scheduler =
                new TokenRefreshScheduler(here.credentials, app, () -> true, clock, clock::nanoTime);
        open.add(0, scheduler);
        int before = here.tokenRequests();

        clock.set(Duration.ofHours(hours));
        for (int minute = 0; minute < 5 * 60; minute++) {
            scheduler.tick();
            Awaitility.await()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(scheduler::isIdle);
            clock.advance(Duration.ofMinutes(1));
            twitchTime.advance(Duration.ofMinutes(1));
        }

        // Five hours need one refresh of each anyway, and the jump may cost one more.
        assertThat(here.tokenRequests() - before).isBetween(30, 60);
        assertThat(here.credentials.all())
                .hasSize(30)
                .allSatisfy(held -> assertThat(held.state()).isEqualTo(CredentialState.VALID));
        keys.forEach(key -> assertThat(here.oauth().validate(available(here.credentials.accessToken(key))))
                .isInstanceOf(ValidationAnswer.Valid.class));
    }

    @Test
    void thousandTokensThatAreStillGoodNeedNoTokenRequestAfterARestart() {
        Installation here = installation(RefreshRotation.ROTATE);
        List<CredentialKey> keys = IntStream.range(0, 1_000)
                .mapToObj(i -> here.connect("user" + i))
                .toList();
        AppTokenService app = new AppTokenService(
                here.twitch.clientId(),
                here.database.appToken(),
                here.oauth(),
                new ClientStanding(clock),
                new WakeUps(),
                clock);
        app.get();
        here.twitch.requests().clear();

        CredentialService restarted = here.service(here.database.credentials());
        restarted.load();
        TokenRefreshScheduler scheduler = new TokenRefreshScheduler(restarted, app, () -> true, clock, clock::nanoTime);
        open.add(0, scheduler);
        scheduler.tick();

        // Ready: every token is at hand while validation has hardly begun.
        assertThat(keys)
                .allSatisfy(key -> assertThat(restarted.accessToken(key)).isInstanceOf(Answer.Available.class));
        assertThat(here.validations()).isLessThan(500);
        for (int second = 0; second < 61; second++) {
            clock.advance(Duration.ofSeconds(1));
            scheduler.tick();
        }
        Awaitility.await().untilAsserted(() -> assertThat(here.validations()).isEqualTo(1_001));
        assertThat(here.tokenRequests()).isZero();
    }

    private static Set<Answer> ask(int threads, Callable<Answer> question) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CountDownLatch go = new CountDownLatch(1);
        List<Future<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            answers.add(pool.submit(() -> {
                go.await();
                return question.call();
            }));
        }
        go.countDown();
        Set<Answer> distinct = new HashSet<>();
        for (Future<Answer> answer : answers) {
            distinct.add(answer.get());
        }
        pool.shutdown();
        return distinct;
    }

    private static Secret available(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Available.class);
        return ((Answer.Available) answer).accessToken();
    }
}
