package bot.herald.auth;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.auth.AccessTokens.AfterUnauthorized;
import bot.herald.auth.AccessTokens.Answer;
import bot.herald.auth.IdentityProvider.ValidationAnswer;
import bot.herald.identity.ProviderFailure;
import bot.herald.identity.Secret;
import bot.herald.retry.WakeUps;
import bot.herald.retry.WakeUps.Reason;
import bot.herald.simulator.Fault;
import bot.herald.simulator.SimulatorOptions;
import bot.herald.simulator.SimulatorOptions.RefreshRotation;
import bot.herald.testing.DatabaseKind;
import bot.herald.testing.NoListener;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Twitch refuses tokens that have time left, and refreshing fails in passing: nobody has to ask for them to come back. */
class RefusedTokensTest {
    /** Of Twitch, which is asked over real HTTP. */
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    /** Twice the two seconds that are the goal: this machine may be busy. */
    private static final Duration SOON = Duration.ofSeconds(4);

    @TempDir
    Path folder = Path.of("");

    private final Clock clock = Clock.systemUTC();
    private final WakeUps wakeUps = new WakeUps();
    private final List<Reason> heard = new CopyOnWriteArrayList<>();
    private Installation here;
    private CredentialService credentials;
    private AppTokenService app;
    private TokenRefreshScheduler scheduler;

    @BeforeEach
    void run() {
        here = new Installation(
                folder,
                SimulatorOptions.defaults().withRotation(RefreshRotation.ROTATE).withOldTokenDiesOnRefresh(true),
                clock);
        OAuthClient oauth =
                Installation.oauth(here.twitch.oauthUrl(), here.twitch.clientId(), here.twitch.clientSecret(), TIMEOUT);
        ClientStanding standing = new ClientStanding(clock);
        credentials = new CredentialService(
                List.of(new Application(here.twitch.clientId(), oauth, standing)),
                here.database.credentials(),
                new NoListener(),
                new NoListener(),
                wakeUps,
                UUID.randomUUID().toString(),
                clock);
        app = new AppTokenService(here.twitch.clientId(), here.database.appToken(), oauth, standing, wakeUps, clock);
        scheduler = new TokenRefreshScheduler(credentials, app, () -> false, clock);
        wakeUps.listen(heard::add);
    }

    @AfterEach
    void close() {
        scheduler.close();
        here.close();
    }

    static Stream<Arguments> passingFaults() {
        return Stream.of(
                Arguments.of("503", Fault.emptyBody(503), Duration.ZERO),
                Arguments.of("reset", Fault.reset(), Duration.ZERO),
                Arguments.of("page with 200", Fault.html(200), Duration.ZERO),
                Arguments.of("no answer in time", Fault.delay(TIMEOUT.multipliedBy(2)), TIMEOUT),
                Arguments.of(
                        "429 with Retry-After",
                        Fault.status(429, "{}", "application/json", Map.of("Retry-After", "2")),
                        Duration.ofSeconds(2)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("passingFaults")
    void eachComesBackByItselfAndIsTold(String name, Fault fault, Duration more) {
        List<CredentialKey> keys = connect(4);
        scheduler.start();
        keys.forEach(key -> here.twitch.expireAccessTokens(key.userId().value()));
        here.twitch.faults().next("POST", "/oauth2/token", keys.size(), fault);

        Map<CredentialKey, Secret> refused = keys.stream().collect(Collectors.toMap(key -> key, this::held));
        keys.parallelStream()
                .forEach(key -> credentials.afterUnauthorized(key, Objects.requireNonNull(refused.get(key))));

        Awaitility.await()
                .atMost(SOON.plus(more))
                .untilAsserted(() -> assertThat(heard)
                        .containsExactlyInAnyOrderElementsOf(keys.stream()
                                .<Reason>map(key -> new Reason.TokenRenewed(key.userId()))
                                .toList()));
        keys.forEach(key -> assertThat(credentials.accessToken(key)).isInstanceOf(Answer.Available.class));
    }

    @Test
    void refusedTokenIsNotHandedOutWhileItCannotBeRefreshed() {
        CredentialKey key = connect(1).get(0);
        here.twitch.expireAccessTokens(key.userId().value());
        here.twitch.faults().next("POST", "/oauth2/token", 1_000, Fault.emptyBody(503));

        AfterUnauthorized after = credentials.afterUnauthorized(key, held(key));

        assertThat(after)
                .isInstanceOfSatisfying(
                        AfterUnauthorized.Later.class,
                        later -> assertThat(later.failure().after()).isPresent());
        assertThat(credentials.accessToken(key))
                .isInstanceOfSatisfying(
                        Answer.Unavailable.class,
                        none -> assertThat(none.failure()).isInstanceOf(ProviderFailure.RetryLater.class));
    }

    @Test
    void refreshIsTriedWhereTwitchDoesNotSayOfTheToken() {
        CredentialKey key = connect(1).get(0);
        here.twitch.expireAccessTokens(key.userId().value());
        here.twitch.faults().next("GET", "/oauth2/validate", 1_000, Fault.emptyBody(503));

        assertThat(credentials.afterUnauthorized(key, held(key))).isInstanceOf(AfterUnauthorized.Repeat.class);
    }

    @Test
    @Tag("full")
    void aThousandRefusedTokensAreNoHerdWhileTheEndpointIsIllAndComeBackAfterwards() {
        List<CredentialKey> keys = connect(1_000);
        keys.forEach(key -> here.twitch.expireAccessTokens(key.userId().value()));
        here.twitch.faults().next("POST", "/oauth2/token", 100_000, Fault.emptyBody(503));
        keys.forEach(key -> credentials.afterUnauthorized(key, held(key)));
        int before = here.tokenRequests();
        long began = System.nanoTime();
        scheduler.start();

        Awaitility.await().until(() -> here.tokenRequests() > before + 20);
        double seconds = (System.nanoTime() - began) / 1e9;
        assertThat((here.tokenRequests() - before) / seconds)
                .as("requests a second")
                .isLessThan(12);

        here.twitch.faults().clear();
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> heard.size() == keys.size());
    }

    @Test
    void theAppsTokenComesBackByItselfAndIsTold() {
        Secret dead = ((Answer.Available) app.get()).accessToken();
        heard.clear();
        scheduler.start();
        here.twitch.expireAppTokens();
        here.twitch.faults().next("POST", "/oauth2/token", 1, Fault.emptyBody(503));

        assertThat(app.afterUnauthorized(dead)).isInstanceOf(AfterUnauthorized.Later.class);

        assertThat(app.held()).as("a refused one is none").isEmpty();
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(heard).containsExactly(new Reason.AppTokenRenewed()));
        assertThat(app.held()).isPresent().isNotEqualTo(Optional.of(dead));
    }

    @Test
    void whoCanDoWithoutTheAppsTokenDoesNotWaitForIt() {
        here.twitch.faults().next("POST", "/oauth2/token", 1, Fault.delay(Duration.ofSeconds(1)));

        assertThat(app.held()).as("Twitch is still thinking").isEmpty();

        Awaitility.await().untilAsserted(() -> assertThat(app.held()).isPresent());
    }

    @Test
    void refreshUnderWayIsBrokenOffWhenHeraldEndsAndHoldsUpNobody() throws Exception {
        CredentialKey key = connect(1).get(0);
        here.twitch.expireAccessTokens(key.userId().value());
        here.twitch.faults().next("POST", "/oauth2/token", 1, Fault.delay(Duration.ofSeconds(60)));
        CredentialService patient = here.service(here.database.credentials());
        patient.load();
        Secret refused = held(key);
        Thread caller = new Thread(() -> patient.afterUnauthorized(key, refused), "caller");
        caller.start();
        Awaitility.await().until(() -> here.twitch.faults().left() == 0);

        patient.close(Duration.ofMillis(100));

        caller.join();
        assertThat(credentials.refresh(key)).as("nobody waits for a lease").isInstanceOf(Answer.Available.class);
        assertThat(patient.refresh(key)).as("it has ended").isInstanceOf(Answer.Unavailable.class);
    }

    @Test
    void pairThatTheDatabaseDoesNotTakeIsKeptUntilItDoes() {
        CredentialKey key = refreshedOnAFullDisk();
        scheduler.start();
        here.database.execute("DROP TRIGGER full");

        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(heard).containsExactly(new Reason.TokenRenewed(key.userId())));
        assertThat(here.tokenRequests()).as("it was handed out once").isEqualTo(1);
        assertThat(here.oauth().validate(held(key))).isInstanceOf(ValidationAnswer.Valid.class);
    }

    @Test
    void pairThatTheDatabaseDoesNotTakeIsKeptThoughAnotherProcessIsRefusedMeanwhile() {
        CredentialKey key = refreshedOnAFullDisk();
        here.database.execute("DROP TRIGGER full");
        // The refresh token is spent, so Twitch refuses it to an instance that takes this one for dead.
        CredentialStore store = here.database.credentials();
        Credential spent = store.load(key).orElseThrow();
        assertThat(store.replace(spent.withState(CredentialState.NEEDS_REAUTHORIZATION, "refused")))
                .isTrue();
        assertThat(credentials.reload()).isTrue();

        scheduler.start();

        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(
                        () -> assertThat(store.load(key).orElseThrow().state()).isEqualTo(CredentialState.VALID));
        assertThat(here.tokenRequests()).as("it was handed out once").isEqualTo(1);
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(
                        () -> assertThat(here.oauth().validate(held(key))).isInstanceOf(ValidationAnswer.Valid.class));
    }

    private List<CredentialKey> connect(int channels) {
        List<CredentialKey> keys = IntStream.range(0, channels)
                .mapToObj(number -> here.connect("user" + number))
                .toList();
        credentials.load();
        return keys;
    }

    private Secret held(CredentialKey key) {
        return here.database
                .credentials()
                .load(key)
                .orElseThrow()
                .token()
                .accessToken()
                .orElseThrow();
    }

    /** The lease fits, the new pair does not, until the trigger is dropped. */
    private CredentialKey refreshedOnAFullDisk() {
        Assumptions.assumeTrue(DatabaseKind.usual() == DatabaseKind.SQLITE, "the trigger is written for SQLite");
        CredentialKey key = connect(1).get(0);
        here.twitch.expireAccessTokens(key.userId().value());
        here.database.execute("CREATE TRIGGER full BEFORE UPDATE OF version ON credential"
                + " BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END");
        assertThat(credentials.afterUnauthorized(key, held(key))).isInstanceOf(AfterUnauthorized.Later.class);
        return key;
    }
}
