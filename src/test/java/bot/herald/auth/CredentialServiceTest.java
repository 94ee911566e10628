package bot.herald.auth;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.auth.AccessTokens.AfterUnauthorized;
import bot.herald.auth.AccessTokens.Answer;
import bot.herald.auth.IdentityProvider.ValidationAnswer;
import bot.herald.identity.ProviderFailure;
import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.retry.WakeUps;
import bot.herald.testing.DatabaseKind;
import bot.herald.testing.OnEveryDatabase;
import bot.herald.testing.StrictOAuth;
import bot.herald.testing.TestClock;
import bot.herald.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

@OnEveryDatabase
class CredentialServiceTest {
    private static final TwitchUserId USER = new TwitchUserId("1001");
    private static final CredentialKey KEY = CredentialKey.channel(USER);
    private static final TwitchLogin LOGIN = new TwitchLogin("streamer");
    private static final Set<Scope> SCOPES = Set.of(Scope.CHANNEL_BOT);

    @Parameter
    DatabaseKind kind = DatabaseKind.SQLITE;

    @TempDir
    Path folder = Path.of("");

    private final TestClock clock = new TestClock();
    private final StrictOAuth oauth = new StrictOAuth();
    private final RecordingLiveCredentials live = new RecordingLiveCredentials();
    private final RecordingObserver observer = new RecordingObserver();
    private TestDatabase database;
    private CredentialService service;

    @BeforeEach
    void openDatabase() {
        database = new TestDatabase(folder, kind);
        service = newService();
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

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
                        unavailable ->
                                assertThat(unavailable.failure()).isInstanceOf(ProviderFailure.RetryLater.class));
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
    void tokenThatDiedEarlyIsRefreshedAfterA401() {
        Secret dead = connect();
        oauth.kill(dead);

        Secret fresh = repeated(service.afterUnauthorized(KEY, dead));

        assertThat(fresh).isNotEqualTo(dead);
        assertThat(oauth.calls()).containsExactly("validate", "refresh");
    }

    @Test
    void a401ToALiveTokenLeavesItAloneAndIsWorthOneMoreCall() {
        Secret live401 = connect();

        assertThat(service.afterUnauthorized(KEY, live401)).isEqualTo(new AfterUnauthorized.Repeat(live401));
        assertThat(oauth.calls()).containsExactly("validate");
        assertThat(service.accessToken(KEY)).isEqualTo(new Answer.Available(live401));
    }

    @Test
    void a401OnATokenThatWasReplacedMeanwhileIsAnsweredWithTheNewOne() {
        Secret old = connect();
        clock.advance(StrictOAuth.LIFETIME);
        Secret fresh = available(service.accessToken(KEY));

        assertThat(service.afterUnauthorized(KEY, old)).isEqualTo(new AfterUnauthorized.Repeat(fresh));
        assertThat(oauth.calls()).containsExactly("refresh");
    }

    @Test
    void deadTokenIsNotHandedOutAgainWhenItsRefreshIsPostponed() {
        Secret dead = connect();
        oauth.kill(dead);
        oauth.failNextRefresh(new ProviderFailure.RetryLater("HTTP 500", Optional.empty()));

        assertThat(service.afterUnauthorized(KEY, dead)).isInstanceOf(AfterUnauthorized.Later.class);
        assertThat(oauth.calls()).containsExactly("validate", "refresh");
    }

    @Test
    void deadTokenIsNotHandedOutAgainBecauseItsAccountWasRenamed() {
        Secret dead = connect();
        oauth.kill(dead);
        oauth.failNextRefresh(new ProviderFailure.RetryLater("HTTP 500", Optional.empty()));
        service.afterUnauthorized(KEY, dead);

        service.renamed(USER, new TwitchLogin("renamed"));

        assertThat(service.accessToken(KEY)).isInstanceOf(Answer.Unavailable.class);
    }

    @Test
    void deadTokenIsRefreshedThoughAnotherProcessHasNotedANewNameMeanwhile() {
        Secret dead = connect();
        oauth.kill(dead);
        database.credentials().update(stored().withName(new TwitchLogin("renamed")));

        assertThat(repeated(service.afterUnauthorized(KEY, dead))).isNotEqualTo(dead);
        assertThat(stored().login()).isEqualTo(new TwitchLogin("renamed"));
    }

    @Test
    void whereTwitchDoesNotSayOfTheTokenIts401Counts() {
        Secret dead = connect();
        oauth.kill(dead);
        oauth.failNext(new ProviderFailure.RetryLater("HTTP 503", Optional.empty()));

        assertThat(repeated(service.afterUnauthorized(KEY, dead))).isNotEqualTo(dead);
        assertThat(oauth.calls()).containsExactly("validate", "refresh");
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

    private static Secret repeated(AfterUnauthorized after) {
        return ((AfterUnauthorized.Repeat) after).accessToken();
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
    void tokenOfAnotherApplicationIsRefusedAtValidation() {
        connect();
        oauth.issueTo("someone-else");

        assertThat(service.validate(KEY)).isEqualTo(CredentialState.NEEDS_REAUTHORIZATION);
        assertThat(stored().detail()).contains("another application");
    }

    @Test
    void validationThatCannotAskChangesNothing() {
        connect();
        oauth.failNext(new ProviderFailure.RetryLater("HTTP 502", Optional.empty()));

        assertThat(service.validate(KEY)).isEqualTo(CredentialState.VALID);
    }

    @Test
    void firstValidationOfWhatWasImportedBringsNoPermissionBack() {
        importWith(SCOPES);

        assertThat(service.validate(KEY)).isEqualTo(CredentialState.VALID);

        assertThat(stored().state()).isEqualTo(CredentialState.VALID);
        assertThat(observer.states).isEmpty();
        assertThat(observer.granted).isEmpty();
    }

    @Test
    void firstValidationTellsWhatWasGrantedIfThatWasNotKnown() {
        importWith(Set.of());

        service.validate(KEY);

        assertThat(observer.states).isEmpty();
        assertThat(observer.granted).containsExactly(SCOPES);
    }

    @Test
    void importedPermissionThatTwitchHasTakenBackIsLost() {
        importWith(SCOPES);
        oauth.kill(stored().token().accessToken().orElseThrow());
        oauth.invalidateRefreshTokens();

        service.validate(KEY);

        assertThat(observer.states).containsExactly(CredentialState.NEEDS_REAUTHORIZATION);
    }

    @Test
    void newPairIsKeptThoughAnotherProcessValidatesTheOldTokenDuringTheRefresh() {
        importWith(SCOPES);
        CredentialService other = newService();
        other.load();
        oauth.duringNextRefresh(() -> other.validate(KEY));

        Secret fresh = available(service.refresh(KEY));

        assertThat(stored().token().accessToken()).contains(fresh);
        assertThat(oauth.validate(fresh)).isInstanceOf(ValidationAnswer.Valid.class);
        assertThat(service.find(KEY)).contains(stored());
    }

    @Test
    void refusalIsKeptThoughAnotherProcessValidatesTheTokenDuringTheRefresh() {
        importWith(SCOPES);
        CredentialService other = newService();
        other.load();
        oauth.invalidateRefreshTokens();
        oauth.duringNextRefresh(() -> other.validate(KEY));

        service.refresh(KEY);

        assertThat(stored().state()).isEqualTo(CredentialState.NEEDS_REAUTHORIZATION);
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
    void newNameFoundWithOneTokenIsTheNameOfAllTokensOfTheAccount() {
        connect();
        CredentialKey bot = CredentialKey.bot(USER);
        service.put(bot, LOGIN, oauth.grant(USER, "streamer", SCOPES), SCOPES);
        oauth.rename(USER, "renamed");

        service.validate(KEY);

        assertThat(database.credentials().load(bot).orElseThrow().login()).isEqualTo(new TwitchLogin("renamed"));
        assertThat(service.find(bot)).isEqualTo(database.credentials().load(bot));
    }

    @Test
    void newNameFoundWhenAnAccountConnectsIsTheNameOfAllItsTokens() {
        connect();
        TwitchLogin renamed = new TwitchLogin("renamed");

        service.put(CredentialKey.bot(USER), renamed, oauth.grant(USER, "renamed", SCOPES), SCOPES);

        assertThat(stored().login()).isEqualTo(renamed);
    }

    /** As what comes from an older bot is stored, which nobody has asked Twitch about. */
    private void importWith(Set<Scope> scopes) {
        TokenGrant grant = oauth.grant(USER, "streamer", SCOPES);
        StoredToken token = new StoredToken(
                grant.refreshToken(),
                Optional.of(grant.accessToken()),
                Optional.of(clock.instant().plus(StrictOAuth.LIFETIME)),
                "bearer");
        database.credentials().put(new Credential(KEY, LOGIN, token, scopes, CredentialState.UNKNOWN, "", 0));
        service.load();
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

    private CredentialService newService() {
        return new CredentialService(
                List.of(new Application(StrictOAuth.CLIENT_ID, oauth, new ClientStanding(clock))),
                database.credentials(),
                live,
                observer,
                new WakeUps(),
                UUID.randomUUID().toString(),
                clock);
    }

    private Secret connect() {
        TokenGrant grant = oauth.grant(USER, "streamer", SCOPES);
        service.put(KEY, LOGIN, grant, SCOPES);
        return grant.accessToken();
    }

    private Credential stored() {
        return database.credentials().load(KEY).orElseThrow();
    }

    private static Secret available(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Available.class);
        return ((Answer.Available) answer).accessToken();
    }

    private static final class RecordingLiveCredentials implements LiveCredentials {
        final List<Secret> tokens = Collections.synchronizedList(new ArrayList<>());
        final List<CredentialKey> removed = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void changed(Credential credential) {
            tokens.add(credential.token().accessToken().orElseThrow());
        }

        @Override
        public void removed(CredentialKey key) {
            removed.add(key);
        }
    }

    private static final class RecordingObserver implements CredentialObserver {
        final List<String> outcomes = Collections.synchronizedList(new ArrayList<>());
        final List<CredentialState> states = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void refreshed(CredentialKey key, String outcome) {
            outcomes.add(outcome);
        }

        final List<Set<Scope>> granted = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void usabilityChanged(Credential credential) {
            states.add(credential.state());
        }

        @Override
        public void scopesChanged(Credential credential) {
            granted.add(credential.scopes());
        }
    }
}
