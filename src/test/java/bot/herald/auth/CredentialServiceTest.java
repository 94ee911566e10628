package bot.herald.auth;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.auth.AccessTokens.AfterUnauthorized;
import bot.herald.auth.AccessTokens.Answer;
import bot.herald.identity.ProviderFailure;
import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchUserId;
import bot.herald.testing.OnEveryDatabase;
import bot.herald.testing.StrictOAuth;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@OnEveryDatabase
class CredentialServiceTest extends CredentialServiceFixture {
    @Test
    void tokenWithMoreThanFiveMinutesLeftIsHandedOutWithoutAskingTwitch() {
        Secret token = connect();
        clock.advance(StrictOAuth.LIFETIME.minus(Duration.ofMinutes(5)).minusSeconds(1));

        assertThat(service.accessToken(KEY)).isEqualTo(new Answer.Available(token));
        assertThat(oauth.calls()).isEmpty();
    }

    @Test
    void tokenWithFiveMinutesLeftIsRefreshedAndTheNewPairIsOnDisk() {
        Secret old = connect();
        clock.advance(StrictOAuth.LIFETIME.minus(Duration.ofMinutes(5)));

        Secret fresh = available(service.accessToken(KEY));

        assertThat(fresh).isNotEqualTo(old);
        assertThat(stored().token().accessToken()).contains(fresh);
        assertThat(stored().token().refreshToken())
                .isEqualTo(service.find(KEY).orElseThrow().token().refreshToken());
        assertThat(observer.outcomes).containsExactly("renewed");
        assertThat(live.tokens).containsExactly(old, fresh);
    }

    @Test
    void whileTheDatabaseDoesNotAnswerATokenThatIsStillGoodIsHandedOut() {
        Secret token = connect();
        clock.advance(StrictOAuth.LIFETIME.minus(Duration.ofMinutes(5)));
        database.close();

        assertThat(service.accessToken(KEY)).isEqualTo(new Answer.Available(token));
        assertThat(oauth.calls()).isEmpty();
    }

    @Test
    void whileTheDatabaseDoesNotAnswerADeadTokenIsToBeAskedForLater() {
        connect();
        clock.advance(StrictOAuth.LIFETIME);
        database.close();

        assertThat(service.accessToken(KEY))
                .isInstanceOfSatisfying(
                        Answer.Unavailable.class,
                        unavailable -> assertThat(unavailable.failure())
                                .isInstanceOfSatisfying(
                                        ProviderFailure.RetryLater.class,
                                        later -> assertThat(later.reason()).contains("database")));
    }

    @Test
    void errorInHeraldDuringARefreshIsLoggedWithItsTraceAndCostsNoCredential() {
        Secret good = connect();
        clock.advance(StrictOAuth.LIFETIME.minus(Duration.ofMinutes(5)));
        Logger logger = (Logger) LoggerFactory.getLogger(SharedRefresh.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        try {
            oauth.duringNextRefresh(CredentialServiceTest::fail);
            assertThat(available(service.accessToken(KEY))).isEqualTo(good);

            clock.advance(Duration.ofMinutes(6));
            oauth.duringNextRefresh(CredentialServiceTest::fail);
            assertThat(service.accessToken(KEY))
                    .isInstanceOfSatisfying(
                            Answer.Unavailable.class,
                            unavailable -> assertThat(unavailable.failure().reason())
                                    .isEqualTo("an error in Herald (IllegalStateException)"));
        } finally {
            logger.detachAppender(log);
        }
        assertThat(log.list)
                .filteredOn(event -> event.getLevel() == Level.ERROR)
                .as("once for several in a row")
                .singleElement()
                .satisfies(event -> assertThat(event.getThrowableProxy().getClassName())
                        .isEqualTo(IllegalStateException.class.getName()));

        clock.advance(Duration.ofMinutes(1));
        assertThat(available(service.accessToken(KEY))).isNotEqualTo(good);
        assertThat(stored().state()).isEqualTo(CredentialState.VALID);
    }

    private static void fail() {
        throw new IllegalStateException("a fault");
    }

    @Test
    void refreshThatAnErrorInHeraldEndedCountsAsUnanswered() {
        connect();
        clock.advance(StrictOAuth.LIFETIME);
        oauth.duringNextRefresh(() -> {
            oauth.invalidateRefreshTokens();
            fail();
        });
        assertThat(service.accessToken(KEY)).isInstanceOf(Answer.Unavailable.class);
        clock.advance(Duration.ofMinutes(1));

        assertThat(newLoaded().accessToken(KEY)).isInstanceOf(Answer.Unavailable.class);
        assertThat(stored().state()).isEqualTo(CredentialState.NEEDS_REAUTHORIZATION);
        assertThat(stored().detail()).contains("never arrived");
    }

    private CredentialService newLoaded() {
        CredentialService other = newService();
        other.load();
        return other;
    }

    @Test
    void afterARestartTheStoredTokenIsUsedAndTwitchIsNotAsked() {
        Secret token = connect();

        CredentialService restarted = newService();
        restarted.load();

        assertThat(restarted.accessToken(KEY)).isEqualTo(new Answer.Available(token));
        assertThat(oauth.calls()).isEmpty();
    }

    @Test
    void twoHundredThreadsThatNeedADueTokenCauseOneRefresh() throws Exception {
        connect();
        clock.advance(StrictOAuth.LIFETIME);
        ExecutorService threads = Executors.newFixedThreadPool(200);
        CountDownLatch go = new CountDownLatch(1);
        List<Future<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            answers.add(threads.submit(() -> {
                go.await();
                return service.accessToken(KEY);
            }));
        }
        go.countDown();

        Set<Answer> distinct = new java.util.HashSet<>();
        for (Future<Answer> answer : answers) {
            distinct.add(answer.get());
        }
        threads.shutdownNow();
        assertThat(distinct).hasSize(1);
        assertThat(available(distinct.iterator().next())).isNotNull();
        assertThat(oauth.calls()).containsExactly("refresh");
    }

    @Test
    void twoProcessesOnOneDatabaseCauseOneRefresh() {
        connect();
        CredentialService other = newService();
        other.load();
        clock.advance(StrictOAuth.LIFETIME);

        Answer mine = service.accessToken(KEY);
        Answer theirs = other.accessToken(KEY);

        assertThat(theirs).isEqualTo(mine);
        assertThat(oauth.calls()).containsExactly("refresh");
    }

    @Test
    void refusedRefreshTokenNeedsReauthorizationAndIsNeverTriedAgain() {
        connect();
        clock.advance(StrictOAuth.LIFETIME);
        oauth.invalidateRefreshTokens();

        Answer first = service.accessToken(KEY);
        clock.advance(Duration.ofDays(1));
        Answer second = service.accessToken(KEY);

        assertThat(first).isEqualTo(second).isInstanceOf(Answer.Unavailable.class);
        assertThat(((Answer.Unavailable) first).failure()).isInstanceOf(ProviderFailure.Reauthorize.class);
        assertThat(oauth.calls()).containsExactly("refresh");
        assertThat(stored().state()).isEqualTo(CredentialState.NEEDS_REAUTHORIZATION);
        assertThat(observer.states).containsExactly(CredentialState.NEEDS_REAUTHORIZATION);
    }

    @Test
    void connectingAgainHealsACredentialThatNeededReauthorization() {
        connect();
        clock.advance(StrictOAuth.LIFETIME);
        oauth.invalidateRefreshTokens();
        service.accessToken(KEY);

        Secret healed = connect();

        assertThat(service.accessToken(KEY)).isEqualTo(new Answer.Available(healed));
        assertThat(observer.states).containsExactly(CredentialState.NEEDS_REAUTHORIZATION, CredentialState.VALID);
    }

    @Test
    void passingFailureKeepsTheTokenInUseUntilItsEndAndIsTriedAgainLater() {
        Secret old = connect();
        clock.advance(StrictOAuth.LIFETIME.minus(Duration.ofMinutes(4)));
        oauth.failNext(new ProviderFailure.RetryLater("HTTP 503", Optional.empty()));

        assertThat(service.accessToken(KEY)).isEqualTo(new Answer.Available(old));
        assertThat(service.accessToken(KEY)).isEqualTo(new Answer.Available(old));
        assertThat(oauth.calls()).as("no second try before the pause is over").containsExactly("refresh");

        clock.advance(Duration.ofSeconds(2));
        assertThat(available(service.accessToken(KEY))).isNotEqualTo(old);
        assertThat(observer.outcomes).containsExactly("retry", "renewed");
    }

    @Test
    void twitchsOwnRetryAfterIsKept() {
        connect();
        clock.advance(StrictOAuth.LIFETIME);
        oauth.failNext(new ProviderFailure.RetryLater("HTTP 429", Optional.of(Duration.ofSeconds(90))));
        service.accessToken(KEY);

        clock.advance(Duration.ofSeconds(89));
        assertThat(service.accessToken(KEY)).isInstanceOf(Answer.Unavailable.class);
        assertThat(oauth.calls()).hasSize(1);
        clock.advance(Duration.ofSeconds(1));
        assertThat(service.accessToken(KEY)).isInstanceOf(Answer.Available.class);
    }

    @Test
    void wrongClientSecretStopsRefreshingForAllAndDestroysNothing() {
        connect();
        CredentialKey other = CredentialKey.channel(new TwitchUserId("1002"));
        service.put(other, LOGIN, oauth.grant(other.userId(), "other", SCOPES), SCOPES);
        clock.advance(StrictOAuth.LIFETIME);
        oauth.failNext(new ProviderFailure.Misconfigured("invalid client secret"));

        service.accessToken(KEY);
        Answer second = service.accessToken(other);

        assertThat(((Answer.Unavailable) second).failure()).isInstanceOf(ProviderFailure.Misconfigured.class);
        assertThat(oauth.calls()).containsExactly("refresh");
        clock.advance(Duration.ofMinutes(5));
        assertThat(service.accessToken(other)).isInstanceOf(Answer.Available.class);
        assertThat(service.accessToken(KEY)).isInstanceOf(Answer.Available.class);
    }

    @Test
    void refusedRefreshTokenIsToldFromOneThatCannotBeUsedYet() {
        Secret dead = connect();
        oauth.kill(dead);
        oauth.failNextRefresh(new ProviderFailure.Reauthorize("Invalid refresh token"));

        assertThat(service.afterUnauthorized(KEY, dead))
                .isInstanceOfSatisfying(
                        AfterUnauthorized.Refused.class,
                        refused -> assertThat(refused.failure()).isInstanceOf(ProviderFailure.Reauthorize.class));
        assertThat(service.afterUnauthorized(KEY, dead)).isInstanceOf(AfterUnauthorized.Refused.class);
    }

    @Test
    void purposesOfOneUserDoNotOverwriteEachOther() {
        Secret channel = connect();
        CredentialKey bot = CredentialKey.bot(USER);
        service.put(bot, LOGIN, oauth.grant(USER, "streamer", Set.of(Scope.USER_BOT)), Set.of(Scope.USER_BOT));

        assertThat(service.accessToken(KEY)).isEqualTo(new Answer.Available(channel));
        assertThat(available(service.accessToken(bot))).isNotEqualTo(channel);
        assertThat(service.all(Purpose.BOT)).hasSize(1);
    }

    @Test
    void tokenWhoseLifetimeTwitchDoesNotNameIsNotRefreshedAgainAndAgain() {
        connect();
        clock.advance(StrictOAuth.LIFETIME);
        oauth.nameNoLifetime();

        Secret fresh = available(service.accessToken(KEY));

        assertThat(available(service.accessToken(KEY))).isEqualTo(fresh);
        assertThat(oauth.calls()).containsExactly("refresh");
    }

    @Test
    void grantThatReplacesTheTokenDuringItsRefreshIsKept() {
        connect();
        TokenGrant newer = oauth.grant(USER, "streamer", SCOPES);
        oauth.duringNextRefresh(() -> service.put(KEY, LOGIN, newer, SCOPES));

        service.refresh(KEY);

        assertThat(stored().token().accessToken()).contains(newer.accessToken());
    }

    @Test
    void removedCredentialIsRevokedErasedAndForgotten() {
        Secret token = connect();

        service.remove(KEY);

        assertThat(oauth.wasRevoked(token)).isTrue();
        assertThat(database.credentials().loadAll()).isEmpty();
        assertThat(service.accessToken(KEY)).isInstanceOf(Answer.Unavailable.class);
        assertThat(live.removed).containsExactly(KEY);
    }

    @Test
    void leaseOfAProcessThatDiedNamesTheLostAnswer() {
        connect();
        clock.advance(StrictOAuth.LIFETIME);
        // Another process asked Twitch, which replaced the refresh token, and died before it wrote the answer down.
        database.credentials()
                .lease(KEY, "dead", clock.instant(), clock.instant().plusSeconds(30));
        oauth.refresh(stored().token().refreshToken().orElseThrow());
        clock.advance(Duration.ofSeconds(31));

        service.accessToken(KEY);

        assertThat(stored().state()).isEqualTo(CredentialState.NEEDS_REAUTHORIZATION);
        assertThat(stored().detail()).contains("answer to an earlier refresh never arrived");
    }
}
