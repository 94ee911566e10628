package bot.herald.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.herald.auth.Credential;
import bot.herald.auth.CredentialKey;
import bot.herald.auth.CredentialState;
import bot.herald.auth.CredentialStore;
import bot.herald.auth.CredentialStore.Lease;
import bot.herald.auth.StoredToken;
import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.security.WrongKeyException;
import bot.herald.testing.DatabaseKind;
import bot.herald.testing.OnEveryDatabase;
import bot.herald.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

@OnEveryDatabase
class JdbiCredentialStoreTest {
    private static final CredentialKey KEY = CredentialKey.channel(new TwitchUserId("1001"));
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    @Parameter
    DatabaseKind kind = DatabaseKind.SQLITE;

    @TempDir
    Path folder = Path.of("");

    private TestDatabase database;
    private CredentialStore store;

    @BeforeEach
    void open() {
        database = new TestDatabase(folder, kind);
        store = database.credentials();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void everyFieldComesBack() {
        Credential put = store.put(credential("access-1", "refresh-1"));

        assertThat(store.load(KEY)).contains(put);
        assertThat(store.loadAll()).containsExactly(put);
        assertThat(put.version()).isEqualTo(1);
    }

    @Test
    void noByteOfATokenIsStoredInClear() {
        store.put(credential("access-token-in-clear", "refresh-token-in-clear"));

        assertThat(database.contents()).contains("streamer").doesNotContain("token-in-clear");
    }

    @Test
    void everyPutHasAHigherVersion() {
        store.put(credential("a", "r"));

        assertThat(store.put(credential("b", "s")).version()).isEqualTo(2);
    }

    @Test
    void replacingNeedsTheVersionBefore() {
        Credential first = store.put(credential("a", "r"));
        Credential second = with(first, "b", first.version() + 1);

        assertThat(store.replace(second)).isTrue();
        assertThat(store.replace(second))
                .as("the row is at this version already")
                .isFalse();
        assertThat(store.load(KEY)).contains(second);
    }

    @Test
    void replacingWhatWasErasedDoesNothing() {
        Credential first = store.put(credential("a", "r"));
        store.erase(KEY);

        assertThat(store.replace(with(first, "b", 2))).isFalse();
        assertThat(store.loadAll()).isEmpty();
    }

    @Test
    void leaseTakenBeforeTheClockWasSetBackIsOver() {
        store.put(credential("a", "r"));
        store.lease(
                KEY,
                "one",
                NOW.plus(Duration.ofHours(1)),
                NOW.plus(Duration.ofHours(1)).plusSeconds(30));

        assertThat(store.lease(KEY, "two", NOW, NOW.plusSeconds(30))).isInstanceOf(Lease.Taken.class);
    }

    @Test
    void leaseOfAProcessWhoseClockIsSecondsAheadHolds() {
        store.put(credential("a", "r"));
        store.lease(KEY, "one", NOW.plusSeconds(20), NOW.plusSeconds(50));

        assertThat(store.lease(KEY, "two", NOW, NOW.plusSeconds(30))).isInstanceOf(Lease.HeldByAnother.class);
    }

    @Test
    void leaseIsForOneHolderUntilItEnds() {
        store.put(credential("a", "r"));

        assertThat(store.lease(KEY, "one", NOW, NOW.plusSeconds(30))).isInstanceOf(Lease.Taken.class);
        assertThat(store.lease(KEY, "two", NOW.plusSeconds(29), NOW.plusSeconds(59)))
                .isEqualTo(new Lease.HeldByAnother(NOW.plusSeconds(30)));
        store.release(KEY, "two", false);
        assertThat(store.lease(KEY, "two", NOW, NOW.plusSeconds(30))).isInstanceOf(Lease.HeldByAnother.class);
        store.release(KEY, "one", false);
        Lease taken = store.lease(KEY, "two", NOW, NOW.plusSeconds(30));
        assertThat(taken).isInstanceOf(Lease.Taken.class);
        assertThat(((Lease.Taken) taken).answerWasLost()).isFalse();
    }

    @Test
    void leaseThatRanOutTellsThatAnAnswerMayBeLost() {
        store.put(credential("a", "r"));
        store.lease(KEY, "one", NOW, NOW.plusSeconds(30));

        Lease taken = store.lease(KEY, "two", NOW.plusSeconds(30), NOW.plusSeconds(60));

        assertThat(((Lease.Taken) taken).answerWasLost()).isTrue();
    }

    @Test
    void leaseGivenBackWithoutAnAnswerIsFreeAndTellsOfIt() {
        store.put(credential("a", "r"));
        store.lease(KEY, "one", NOW, NOW.plusSeconds(30));

        store.release(KEY, "one", true);

        Lease taken = store.lease(KEY, "two", NOW, NOW.plusSeconds(30));
        assertThat(((Lease.Taken) taken).answerWasLost()).isTrue();
    }

    @Test
    void holderGetsWhatItHoldsAlready() {
        store.put(credential("a", "r"));
        store.lease(KEY, "one", NOW, NOW.plusSeconds(30));

        assertThat(store.lease(KEY, "one", NOW, NOW.plusSeconds(30))).isInstanceOf(Lease.Taken.class);
    }

    @Test
    void nobodyWaitsForARunThatIsOverButForACommandThatMayLive() {
        store.put(credential("a", "r"));
        store.lease(KEY, "killed", NOW, NOW.plusSeconds(30));

        assertThat(store.endLeasesOfEarlierRuns()).isEqualTo(1);
        Lease taken = store.lease(KEY, CredentialStore.COMMAND + "x", NOW, NOW.plusSeconds(30));
        assertThat(((Lease.Taken) taken).answerWasLost()).isTrue();
        assertThat(store.endLeasesOfEarlierRuns()).isZero();
        assertThat(store.lease(KEY, "next", NOW, NOW.plusSeconds(30))).isInstanceOf(Lease.HeldByAnother.class);
    }

    @Test
    void writingEndsTheLease() {
        Credential first = store.put(credential("a", "r"));
        store.lease(KEY, "one", NOW, NOW.plusSeconds(30));
        store.replace(with(first, "b", 2));

        assertThat(store.lease(KEY, "two", NOW, NOW.plusSeconds(30))).isInstanceOf(Lease.Taken.class);
    }

    @Test
    void leaseOfNothingIsGone() {
        assertThat(store.lease(KEY, "one", NOW, NOW.plusSeconds(30))).isInstanceOf(Lease.Gone.class);
    }

    @Test
    void clearJsonAndABareRefreshTokenOfOlderBotsAreRead() {
        insertInClear("1002", "bare-refresh-token");
        insertInClear("1003", "{\"refreshToken\":\"r\",\"accessToken\":\"a\",\"expiresAt\":\"2030-01-01T00:00:00Z\"}");

        assertThat(load("1002").token().refreshToken()).contains(new Secret("bare-refresh-token"));
        assertThat(load("1002").token().expiresAt()).isEmpty();
        assertThat(load("1003").token().expiresAt()).contains(NOW);
    }

    @Test
    void oneDamagedTokenNeedsReauthorizationAndDoesNotStopTheOthers() {
        Credential good = store.put(credential("a", "r"));
        insertInClear("1002", "sealed:AAAA");
        insertInClear("1003", "{broken");

        assertThat(store.loadAll()).hasSize(3).contains(good);
        assertThat(load("1002").state()).isEqualTo(CredentialState.NEEDS_REAUTHORIZATION);
        assertThat(load("1003").state()).isEqualTo(CredentialState.NEEDS_REAUTHORIZATION);
        assertThat(load("1003").detail()).contains("cannot be read");
    }

    @Test
    void keyThatOpensNothingIsTheWrongKey() {
        insertInClear("1002", "sealed:AAAA");
        insertInClear("1003", "sealed:BBBB");

        assertThatThrownBy(() -> store.loadAll()).isInstanceOf(WrongKeyException.class);
    }

    @Test
    void failedInsertDoesNotPrintTheToken() {
        assertThatThrownBy(() -> database.database()
                        .jdbi()
                        .useHandle(handle -> handle.createUpdate(
                                        "INSERT INTO credential (account_id, token) VALUES ('1', :token)")
                                .bind("token", "very-secret")
                                .execute()))
                .satisfies(e -> {
                    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                        assertThat(cause.toString()).doesNotContain("very-secret");
                    }
                });
    }

    private Credential load(String id) {
        return store.load(CredentialKey.channel(new TwitchUserId(id))).orElseThrow();
    }

    private void insertInClear(String id, String token) {
        database.database()
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "INSERT INTO credential (provider, account_id, purpose, login, token, scopes, state, detail,"
                                + " version) VALUES ('twitch', ?, 'channel', 'old', ?, '', 'unknown', '', 1)",
                        id,
                        token));
    }

    private static Credential with(Credential before, String access, long version) {
        StoredToken token = new StoredToken(
                before.token().refreshToken(),
                Optional.of(new Secret(access)),
                before.token().expiresAt(),
                "bearer");
        return new Credential(
                before.key(), before.login(), token, before.scopes(), before.state(), before.detail(), version);
    }

    private static Credential credential(String access, String refresh) {
        return new Credential(
                KEY,
                new TwitchLogin("streamer"),
                new StoredToken(
                        Optional.of(new Secret(refresh)), Optional.of(new Secret(access)), Optional.of(NOW), "bearer"),
                Set.of(Scope.CHANNEL_BOT, Scope.MODERATION_READ),
                CredentialState.VALID,
                "",
                0);
    }
}
