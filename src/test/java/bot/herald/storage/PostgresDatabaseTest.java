package bot.herald.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bot.herald.auth.Credential;
import bot.herald.auth.CredentialKey;
import bot.herald.auth.CredentialState;
import bot.herald.auth.CredentialStore;
import bot.herald.auth.StoredToken;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.Component;
import bot.herald.lifecycle.Health;
import bot.herald.lifecycle.StartupException;
import bot.herald.testing.DatabaseKind;
import bot.herald.testing.FreePort;
import bot.herald.testing.FrozenServer;
import bot.herald.testing.PostgresServer;
import bot.herald.testing.TestDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is PostgreSQL's own; what both databases do is in the tests of the stores. */
class PostgresDatabaseTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path folder = Path.of("");

    private TestDatabase open() {
        return new TestDatabase(folder, DatabaseKind.POSTGRESQL);
    }

    @Test
    void processesThatStartInTheSameMomentDoNotDisturbEachOther() {
        for (String url : List.of(PostgresServer.emptyDatabase(), PostgresServer.newDatabase())) {
            CyclicBarrier together = new CyclicBarrier(4);
            List<CompletableFuture<Void>> starts = IntStream.range(0, 4)
                    .mapToObj(number -> CompletableFuture.runAsync(() -> {
                        for (int round = 0; round < 5; round++) {
                            try (Database database = new Database(url)) {
                                together.await(30, TimeUnit.SECONDS);
                                database.start();
                            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                                throw new IllegalStateException(e);
                            }
                        }
                    }))
                    .toList();
            starts.forEach(CompletableFuture::join);
        }
    }

    @Test
    void changesOfAnotherInstanceAreHeardAndOnesOwnAreNot() {
        try (TestDatabase here = open();
                TestDatabase there = open()) {
            assertThat(here.database().changedByOthers()).as("the first answer").isTrue();
            assertThat(there.database().changedByOthers()).isTrue();

            new JdbiChannelStore(there.database()).connect(profile("1"), NOW);

            assertThat(here.database().changedByOthers()).isTrue();
            assertThat(here.database().changedByOthers()).as("heard once").isFalse();
            assertThat(there.database().changedByOthers()).as("its own").isFalse();
        }
    }

    @Test
    void changesByHandAreHeard() {
        try (TestDatabase here = open()) {
            here.database().changedByOthers();

            here.execute("INSERT INTO channel VALUES ('7', 'seven', 'Seven', '', 0)");

            assertThat(here.database().changedByOthers()).isTrue();
        }
    }

    @Test
    void whatIsWrittenAllTheTimeWakesNobody() {
        try (TestDatabase here = open();
                TestDatabase there = open()) {
            Credential put = there.credentials().put(credential("r"));
            here.database().changedByOthers();

            new JdbiInstances(there.database()).seen("one", NOW);
            there.credentials().lease(put.key(), "one", NOW, NOW.plusSeconds(30));
            there.credentials().release(put.key(), "one", false);

            assertThat(here.database().changedByOthers()).isFalse();
        }
    }

    @Test
    void everyTableThatIsKeptInMemoryIsWatched() {
        try (TestDatabase here = open()) {
            List<String> watched = here.database()
                    .jdbi()
                    .withHandle(handle -> handle.select(
                                    "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
                                            + " WHERE t.tgname = 'herald_tell_others'")
                            .mapTo(String.class)
                            .list());
            assertThat(watched)
                    .contains("channel", "credential", "document")
                    .doesNotContain("document_word", "instance", "session", "audit", "subscription_state");
        }
    }

    @Test
    void ofManyInstancesThatWantALeaseOneGetsIt() {
        try (TestDatabase here = open();
                TestDatabase there = open()) {
            CredentialKey key = here.credentials().put(credential("r")).key();
            List<CredentialStore> stores = List.of(here.credentials(), there.credentials());

            List<CompletableFuture<CredentialStore.Lease>> asked = IntStream.range(0, 16)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> stores.get(i % 2).lease(key, "holder " + i, NOW, NOW.plusSeconds(30))))
                    .toList();

            assertThat(asked.stream()
                            .map(CompletableFuture::join)
                            .filter(CredentialStore.Lease.Taken.class::isInstance))
                    .hasSize(1);
        }
    }

    @Test
    void everyOneOfManyWritesAtOnceHasAVersionOfItsOwn() {
        try (TestDatabase here = open();
                TestDatabase there = open()) {
            List<CredentialStore> stores = List.of(here.credentials(), there.credentials());

            List<CompletableFuture<Credential>> written = IntStream.range(0, 16)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> stores.get(i % 2).put(credential("r" + i))))
                    .toList();

            assertThat(written.stream().map(one -> one.join().version())).doesNotHaveDuplicates();
        }
    }

    @Test
    void quotesAddedAtOnceGetNumbersOfTheirOwn() {
        try (TestDatabase here = open();
                TestDatabase there = open()) {
            TwitchUserId channel = new TwitchUserId("1");
            List<JdbiQuoteStore> stores =
                    List.of(new JdbiQuoteStore(here.database()), new JdbiQuoteStore(there.database()));

            IntStream.range(0, 16)
                    .mapToObj(i -> CompletableFuture.runAsync(
                            () -> stores.get(i % 2).add(channel, "text " + i, "", "someone", NOW, 100)))
                    .toList()
                    .forEach(CompletableFuture::join);

            assertThat(stores.get(0).numbers(channel))
                    .isEqualTo(
                            IntStream.rangeClosed(1, 16).mapToObj(Long::valueOf).toList());
        }
    }

    @Test
    void transactionsThatWaitForEachOtherAreMadeAgain() {
        try (TestDatabase here = open()) {
            JdbiChannelStore channels = new JdbiChannelStore(here.database());
            channels.connect(profile("1"), NOW);
            channels.connect(profile("2"), NOW);
            CyclicBarrier bothHoldOne = new CyclicBarrier(2);

            CompletableFuture<Integer> one = CompletableFuture.supplyAsync(() -> lockBoth(here, bothHoldOne, "1", "2"));
            CompletableFuture<Integer> other =
                    CompletableFuture.supplyAsync(() -> lockBoth(here, bothHoldOne, "2", "1"));

            // On a busy machine the one that is made again may meet the other once more.
            assertThat(one.join() + other.join()).as("attempts").isGreaterThanOrEqualTo(3);
        }
    }

    /** The number of attempts it took; the first one meets the other's. */
    private static int lockBoth(TestDatabase here, CyclicBarrier met, String first, String second) {
        AtomicInteger attempts = new AtomicInteger();
        uncheckedTransaction(here, handle -> {
            rename(handle, first);
            if (attempts.incrementAndGet() == 1) {
                met.await(20, TimeUnit.SECONDS);
            }
            rename(handle, second);
        });
        return attempts.get();
    }

    private static void uncheckedTransaction(TestDatabase here, HandleConsumer<Exception> work) {
        try {
            here.database().jdbi().useTransaction(work);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void rename(Handle handle, String id) {
        handle.execute("UPDATE channel SET display_name = 'renamed' WHERE twitch_user_id = ?", id);
    }

    @Test
    void textWithANulIsKeptWithoutIt() {
        try (TestDatabase here = open()) {
            TwitchUserId channel = new TwitchUserId("1");
            JdbiQuoteStore quotes = new JdbiQuoteStore(here.database());

            assertThat(quotes.add(channel, "so\0 be it", "", "someone", NOW, 10)
                            .orElseThrow()
                            .text())
                    .isEqualTo("so be it");
        }
    }

    @Test
    void aStatementThatHangsIsBrokenOff() {
        try (TestDatabase here = open()) {
            String timeout = here.database()
                    .jdbi()
                    .withHandle(handle -> handle.select("SHOW statement_timeout")
                            .mapTo(String.class)
                            .one());
            assertThat(timeout).isEqualTo("10s");
        }
        try (Database own = new Database(PostgresServer.newDatabase() + "&options=-c%20statement_timeout=3s")) {
            own.start();
            String timeout = own.jdbi()
                    .withHandle(handle -> handle.select("SHOW statement_timeout")
                            .mapTo(String.class)
                            .one());
            assertThat(timeout).isEqualTo("3s");
        }
    }

    @Test
    void itComesBackAfterTheServerWasRestartedAndLosesNoTokenMeanwhile() throws IOException {
        EmbeddedPostgres first = server(0);
        int port = first.getPort();
        String url = "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres&password=postgres";
        try (Database database = new Database(url)) {
            database.start();
            CredentialStore store = new JdbiCredentialStore(database, keys().cipher());
            Credential before = store.put(credential("refresh-1"));
            Credential next = new Credential(
                    before.key(), before.login(), token("refresh-2"), Set.of(), CredentialState.VALID, "", 2);
            database.changedByOthers();
            first.close();
            assertThat(database.check()).isNotEqualTo(Health.UP);
            assertThat(database.changedByOthers()).as("nobody says so").isFalse();
            // Twitch has just handed this one out, and the one before is worth nothing any more.
            CompletableFuture<Boolean> written = CompletableFuture.supplyAsync(() -> store.replace(next));

            EmbeddedPostgres second = server(port);
            try {
                assertThat(written.join()).isTrue();
                assertThat(store.load(before.key()).orElseThrow().token().refreshToken())
                        .contains(new Secret("refresh-2"));
                await().atMost(SOON).until(() -> database.check().up());
                await().atMost(SOON).until(database::changedByOthers);
            } finally {
                second.close();
            }
        } finally {
            first.close();
        }
    }

    @Test
    void aServerThatIsStoppedIsNoticedAndItsReturnToo() throws IOException {
        EmbeddedPostgres first = server(0);
        int port = first.getPort();
        AtomicInteger back = new AtomicInteger();
        try (Database database =
                new Database("jdbc:postgresql://localhost:" + port + "/postgres?user=postgres&password=postgres")) {
            database.start();
            try (Component watch = database.watch(back::incrementAndGet)) {
                watch.start();
                first.close();
                await().atMost(SOON).until(() -> !database.check().up());
                assertThat(database.check().detail())
                        .contains("localhost:" + port)
                        .doesNotContain("password");
                assertThat(database.canSave()).isFalse();
                long began = System.nanoTime();
                assertThatThrownBy(() -> database.jdbi().useHandle(handle -> handle.execute("SELECT 1")))
                        .hasRootCauseInstanceOf(SQLTransientConnectionException.class);
                assertThat(Duration.ofNanos(System.nanoTime() - began))
                        .as("nobody waits for what is known to be away")
                        .isLessThan(Duration.ofSeconds(2));

                EmbeddedPostgres second = server(port);
                try {
                    await().atMost(SOON).until(() -> database.check().up() && back.get() == 1);
                } finally {
                    second.close();
                }
            }
        } finally {
            first.close();
        }
    }

    @Test
    void aConnectionIsMadeAsSoonAsTheServerIsBackAndNotWhenAPauseIsOver() throws Exception {
        PostgresConnections connections = new PostgresConnections();
        connections.setUrl(PostgresServer.newDatabase());
        connections.serverIsAway(true);
        FutureTask<Boolean> wanted = new FutureTask<>(() -> {
            try (Connection connection = connections.getConnection()) {
                return connection.isValid(5);
            }
        });
        Thread waiting = new Thread(wanted, "wants-a-connection");
        waiting.start();
        await().atMost(SOON).until(() -> waiting.getState() == Thread.State.WAITING);
        assertThat(wanted).isNotDone();

        connections.serverIsAway(false);
        assertThat(wanted.get(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void nobodyWaitsForAServerThatIsAwayOnceHeraldStops() throws Exception {
        PostgresConnections connections = new PostgresConnections();
        connections.setUrl("jdbc:postgresql://localhost:" + FreePort.next() + "/postgres");
        connections.serverIsAway(true);
        FutureTask<Connection> wanted = new FutureTask<>(connections::getConnection);
        Thread waiting = new Thread(wanted, "wants-a-connection");
        waiting.start();
        await().atMost(SOON).until(() -> waiting.getState() == Thread.State.WAITING);

        connections.close();
        assertThatThrownBy(() -> wanted.get(SOON.toSeconds(), TimeUnit.SECONDS)).hasCauseInstanceOf(SQLException.class);
    }

    @Test
    void whoeverWaitsForAServerThatStandsStillIsLetGo() throws IOException {
        EmbeddedPostgres server = server(0);
        try (server;
                Database database = new Database("jdbc:postgresql://localhost:" + server.getPort()
                        + "/postgres?user=postgres&password=postgres")) {
            database.start();
            try (Component watch = database.watch(() -> {})) {
                watch.start();
                Duration waited = database.jdbi().withHandle(handle -> {
                    handle.execute("SELECT 1");
                    try (FrozenServer still = FrozenServer.of(folder.resolve("server"))) {
                        long began = System.nanoTime();
                        assertThatThrownBy(() -> handle.execute("SELECT 1")).isInstanceOf(JdbiException.class);
                        assertThat(database.check().up()).isFalse();
                        assertThat(still.processes())
                                .as("the server and what serves us")
                                .isGreaterThan(1);
                        return Duration.ofNanos(System.nanoTime() - began);
                    }
                });

                assertThat(waited).as("goal: 3 s").isLessThan(Duration.ofSeconds(15));
                await().atMost(SOON).until(() -> database.check().up());
                database.jdbi().useHandle(handle -> handle.execute("SELECT 1"));
            }
        }
    }

    private EmbeddedPostgres server(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(folder.resolve("server"))
                .setCleanDataDirectory(false)
                .start();
    }

    @Test
    void noPasswordIsToldToAnybody() {
        PostgresServer.administer("DROP ROLE IF EXISTS stranger");
        PostgresServer.administer("CREATE ROLE stranger LOGIN PASSWORD 'right'");
        String there = PostgresServer.emptyDatabase().replaceFirst("[?].*", "");
        for (String url : List.of(
                there + "x?user=postgres&password=hunter2",
                "jdbc:postgresql://localhost:1/herald?user=me&password=hunter2",
                "jdbc:postgresql://localhost:nonsense/herald?user=me&password=hunter2",
                there + "?user=stranger&password=hunter2&ssl=true",
                there + "?sslmode=hunter2",
                there + "?options=-c%20hunter2=1&user=postgres")) {
            assertThatThrownBy(() -> {
                        try (Database database = new Database(url, "", new Secret("hunter2"))) {
                            database.start();
                        }
                    })
                    .as(url)
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining("database")
                    .hasMessageNotContaining("hunter2")
                    .hasNoCause();
        }
    }

    @Test
    void aUserWithoutRightsIsToldWhatToDo() throws SQLException {
        String url = PostgresServer.emptyDatabase();
        PostgresServer.administer("DROP ROLE IF EXISTS reader");
        PostgresServer.administer("CREATE ROLE reader LOGIN PASSWORD 'right'");
        try (Connection owner = DriverManager.getConnection(url);
                Statement statement = owner.createStatement()) {
            statement.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
        }

        assertThatThrownBy(() -> {
                    try (Database database = new Database(url, "reader", new Secret("right"))) {
                        database.start();
                    }
                })
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("ALTER DATABASE name OWNER TO user");
    }

    @Test
    void backupIsTheServersAndTheCommandIsTold() {
        try (Database database =
                new Database("jdbc:postgresql://db.example:5433/herald?sslmode=require", "me", new Secret("hunter2"))) {
            assertThatThrownBy(() -> new DatabaseBackup(database).write(Path.of("copy.dump"), key -> "none"))
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining("pg_dump --format=custom --host=db.example --port=5433 --username=me"
                            + " --dbname=herald --file=copy.dump")
                    .hasMessageNotContaining("hunter2");
        }
    }

    private bot.herald.security.KeyFile keys() {
        bot.herald.security.KeyFile key = new bot.herald.security.KeyFile(folder.resolve("herald.key"));
        key.createIfMissing();
        return key;
    }

    private static TwitchProfile profile(String id) {
        return new TwitchProfile(new TwitchUserId(id), new TwitchLogin("user" + id), "User " + id, "");
    }

    private static StoredToken token(String refresh) {
        return new StoredToken(
                Optional.of(new Secret(refresh)), Optional.of(new Secret("a")), Optional.of(NOW), "bearer");
    }

    private static Credential credential(String refresh) {
        return new Credential(
                CredentialKey.channel(new TwitchUserId("1001")),
                new TwitchLogin("streamer"),
                token(refresh),
                Set.of(),
                CredentialState.VALID,
                "",
                0);
    }
}
