package bot.herald.auth;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.identity.ProviderFailure;
import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.retry.RetryPolicy;
import bot.herald.retry.WakeUps;
import bot.herald.testing.NoListener;
import bot.herald.testing.StrictOAuth;
import bot.herald.testing.TestClock;
import bot.herald.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenRefreshSchedulerTest {
    private static final CredentialKey KEY = CredentialKey.channel(new TwitchUserId("1001"));

    private static final ProviderFailure NO_ANSWER = new ProviderFailure.RetryLater("no answer", Optional.empty());

    @TempDir
    Path folder = Path.of("");

    private final TestClock clock = new TestClock();
    private final StrictOAuth oauth = new StrictOAuth();
    private TestDatabase database;
    private CredentialService credentials;
    private TokenRefreshScheduler scheduler;
    private volatile boolean leads = true;

    @BeforeEach
    void connect() {
        database = new TestDatabase(folder);
        ClientStanding standing = new ClientStanding(clock);
        credentials = new CredentialService(
                List.of(new Application(StrictOAuth.CLIENT_ID, oauth, standing)),
                database.credentials(),
                new NoListener(),
                new NoListener(),
                new WakeUps(),
                UUID.randomUUID().toString(),
                clock);
        credentials.put(
                KEY,
                new TwitchLogin("streamer"),
                oauth.grant(KEY.userId(), "streamer", Set.of(Scope.CHANNEL_BOT)),
                Set.of(Scope.CHANNEL_BOT));
        // Not started: the test ticks by hand.
        AppTokenService appToken =
                new AppTokenService(StrictOAuth.CLIENT_ID, database.appToken(), oauth, standing, new WakeUps(), clock);
        appToken.get();
        scheduler = new TokenRefreshScheduler(credentials, appToken, () -> leads, clock, clock::nanoTime);
    }

    @AfterEach
    void close() {
        scheduler.close();
        database.close();
    }

    @Test
    void tokenIsValidatedAtStartAndWithinEveryHour() {
        scheduler.tick();
        awaitCalls("validate");

        clock.advance(Duration.ofMinutes(54));
        scheduler.tick();
        clock.advance(Duration.ofMinutes(6));
        scheduler.tick();
        awaitCalls("validate", "validate");
    }

    @Test
    void validationsThatNobodyAnsweredAreRepeatedWithinSecondsNotAfterAnHour() {
        oauth.failNext(NO_ANSWER, NO_ANSWER);
        scheduler.tick();
        awaitCalls("validate");

        clock.advance(RetryPolicy.PASSING.longest());
        scheduler.tick();
        awaitCalls("validate", "validate");
        awaitAppCalls("app", "validate app", "validate app");

        clock.advance(Duration.ofMinutes(54));
        scheduler.tick();
        awaitCalls("validate", "validate");
    }

    @Test
    void validationWaitsForAsLongAsTwitchAsks() {
        ProviderFailure busy = new ProviderFailure.RetryLater("HTTP 429", Optional.of(Duration.ofMinutes(1)));
        oauth.failNext(busy, busy);
        scheduler.tick();
        awaitCalls("validate");

        clock.advance(Duration.ofSeconds(59));
        scheduler.tick();
        awaitCalls("validate");
        clock.advance(Duration.ofSeconds(1));
        scheduler.tick();
        awaitCalls("validate", "validate");
    }

    @Test
    void whatIsInDoubtStaysSoUntilSomebodyAnswers() {
        leads = false;
        oauth.failNext(NO_ANSWER);
        scheduler.validateSoon(KEY);
        scheduler.tick();
        awaitCalls("validate");

        clock.advance(RetryPolicy.PASSING.longest());
        scheduler.tick();
        scheduler.tick();
        awaitCalls("validate", "validate");
    }

    @Test
    void whatConnectsWhileItRunsHasJustBeenValidated() {
        scheduler.tick();
        awaitCalls("validate");
        CredentialKey another = CredentialKey.channel(new TwitchUserId("4711"));
        credentials.put(
                another,
                new TwitchLogin("another"),
                oauth.grant(another.userId(), "another", Set.of(Scope.CHANNEL_BOT)),
                Set.of(Scope.CHANNEL_BOT));

        scheduler.tick();
        awaitCalls("validate");

        clock.advance(Duration.ofHours(1));
        scheduler.tick();
        awaitCalls("validate", "validate", "validate");
    }

    @Test
    void whereAnotherInstanceLeadsOnlyWhatIsInDoubtIsValidatedHere() {
        leads = false;
        scheduler.tick();
        awaitCalls();
        scheduler.validateSoon(KEY);
        scheduler.tick();
        awaitCalls("validate");

        leads = true;
        scheduler.tick();
        awaitCalls("validate", "validate");
    }

    @Test
    void tokenIsRefreshedWithinItsLastFiveMinutesWithoutAnybodyAsking() {
        scheduler.tick();
        awaitCalls("validate");
        scheduler.validateSoon(KEY);
        scheduler.tick();
        awaitCalls("validate", "validate");

        // The whole of five minutes: with a few tokens there is nothing to spread out.
        clock.advance(StrictOAuth.LIFETIME.minus(Duration.ofMinutes(5)));
        scheduler.tick();

        awaitCalls("validate", "validate", "refresh");
    }

    @Test
    void manyTokensThatEndTogetherAreNotRefreshedTogether() {
        int many = 200;
        for (int i = 0; i < many; i++) {
            CredentialKey key = CredentialKey.channel(new TwitchUserId(String.valueOf(2001 + i)));
            credentials.put(
                    key,
                    new TwitchLogin("streamer" + i),
                    oauth.grant(key.userId(), "streamer" + i, Set.of(Scope.CHANNEL_BOT)),
                    Set.of(Scope.CHANNEL_BOT));
        }
        clock.advance(StrictOAuth.LIFETIME.minus(Duration.ofMinutes(5)));

        scheduler.tick();
        Awaitility.await().until(scheduler::isIdle);
        assertThat(refreshes()).isLessThan(many / 20);

        clock.advance(Duration.ofSeconds(25));
        scheduler.tick();
        Awaitility.await().until(scheduler::isIdle);
        assertThat(refreshes()).isBetween(many / 3L, 2L * many / 3);

        clock.advance(Duration.ofSeconds(25));
        scheduler.tick();
        Awaitility.await().until(scheduler::isIdle);
        assertThat(refreshes()).isEqualTo(many + 1L);
    }

    private long refreshes() {
        return userCalls().stream().filter("refresh"::equals).count();
    }

    @Test
    void revokedTokenFoundByValidationEndsInOneRefusedRefreshAndNoMore() {
        oauth.kill(credentials.find(KEY).orElseThrow().token().accessToken().orElseThrow());
        oauth.invalidateRefreshTokens();

        scheduler.tick();
        awaitCalls("validate", "refresh");
        clock.advance(Duration.ofDays(1));
        scheduler.tick();
        scheduler.tick();

        assertThat(credentials.find(KEY).orElseThrow().state()).isEqualTo(CredentialState.NEEDS_REAUTHORIZATION);
        awaitCalls("validate", "refresh");
    }

    @Test
    void appAccessTokenIsValidatedHourlyAndReplacedBeforeItsEnd() {
        scheduler.tick();
        awaitAppCalls("app", "validate app");

        clock.advance(StrictOAuth.APP_LIFETIME.minus(Duration.ofMinutes(5)));
        scheduler.tick();

        awaitAppCalls("app", "validate app", "app");
    }

    @Test
    void deadAppAccessTokenFoundByValidationIsReplaced() {
        oauth.kill(new Secret("app2"));

        scheduler.tick();

        awaitAppCalls("app", "validate app", "app");
    }

    @Test
    void clockThatIsSetCausesNoStormAndDelaysNoValidation() {
        scheduler.tick();
        awaitCalls("validate");

        clock.set(Duration.ofHours(1));
        scheduler.tick();
        awaitCalls("validate");
        clock.set(Duration.ofHours(-2));
        scheduler.tick();
        awaitCalls("validate");
        clock.advance(Duration.ofHours(1));
        scheduler.tick();

        awaitCalls("validate", "validate");
    }

    private List<String> userCalls() {
        return oauth.calls().stream().filter(call -> !call.contains("app")).toList();
    }

    private void awaitAppCalls(String... expected) {
        // What a tick begins is under way before it returns.
        Awaitility.await().until(scheduler::isIdle);
        assertThat(oauth.calls().stream().filter(call -> call.contains("app"))).containsExactly(expected);
    }

    private void awaitCalls(String... expected) {
        Awaitility.await().until(scheduler::isIdle);
        assertThat(userCalls()).isEqualTo(List.of(expected));
    }
}
