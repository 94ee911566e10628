package bot.herald.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.herald.cluster.InstanceLock;
import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.WhileLeading;
import bot.herald.storage.JdbiInstances;
import bot.herald.storage.JdbiSilences;
import bot.herald.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the bot may not write is known to commands and other instances as long as it is so. */
class SilencesTest {
    private static final TwitchUserId ALICE = new TwitchUserId("100");
    private static final TwitchUserId BOB = new TwitchUserId("200");
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

    @TempDir
    Path folder = Path.of("");

    private final Map<TwitchUserId, ChatStanding> here = new HashMap<>();
    private final Map<TwitchUserId, ChatStanding> there = new HashMap<>();
    private TestDatabase database;
    private JdbiSilences store;

    @BeforeEach
    void open() {
        database = new TestDatabase(folder);
        store = new JdbiSilences(database.database());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static ChatStanding stopped(String reason) {
        return ChatStanding.sending(NOON).stopped(NOON, reason);
    }

    private Silences silences(Map<TwitchUserId, ChatStanding> stopped, boolean shared) {
        return new Silences(() -> stopped, store, shared, WhileLeading.ALONE);
    }

    @Test
    void isWrittenWhileItIsSoAndAsLongAsTheProcessLives() {
        Silences silences = silences(here, false);
        here.put(ALICE, stopped("msg_banned"));
        silences.write();
        assertThat(store.all()).isEqualTo(Map.of(ALICE, "msg_banned"));
        assertThat(store.reason(ALICE, NOON)).as("no process runs").isEmpty();

        InstanceLock running = database.database().instanceLock();
        assertThat(running.take()).isEqualTo(InstanceLock.Holder.THIS_PROCESS);
        JdbiInstances instances = new JdbiInstances(database.database());
        instances.seen("one", NOON);
        assertThat(store.reason(ALICE, NOON)).hasValue("msg_banned");
        assertThat(store.reason(BOB, NOON)).isEmpty();
        running.close();
        instances.gone("one", NOON);
        assertThat(store.reason(ALICE, NOON)).as("it ended").isEmpty();

        here.put(ALICE, stopped("msg_timedout"));
        silences.write();
        assertThat(store.all()).isEqualTo(Map.of(ALICE, "msg_timedout"));

        here.clear();
        silences.write();
        assertThat(store.all()).isEmpty();
    }

    @Test
    void whatAnEarlierRunWroteIsForgottenAndSoIsOnesOwnAtTheEnd() {
        store.put(BOB, "msg_banned", NOON);
        Silences silences = silences(here, false);
        here.put(ALICE, stopped("msg_banned"));

        silences.start();
        assertThat(store.all()).doesNotContainKey(BOB);
        await().atMost(Duration.ofSeconds(30)).until(() -> store.all().containsKey(ALICE));
        silences.close();

        assertThat(store.all()).isEmpty();
    }

    @Test
    void instancesKnowWhatOthersFoundOut() {
        Silences one = silences(here, true);
        Silences other = silences(there, true);
        here.put(ALICE, stopped("msg_banned"));
        one.write();
        other.write();
        assertThat(other.elsewhere(ALICE)).hasValue("msg_banned");
        assertThat(one.elsewhere(ALICE)).as("its own").isEmpty();

        there.put(ALICE, stopped("msg_banned"));
        other.write();
        here.clear();
        one.write();
        other.write();
        assertThat(store.all()).as("the other is still silent").containsKey(ALICE);

        there.clear();
        other.write();
        one.write();
        assertThat(one.elsewhere(ALICE)).isEmpty();
        assertThat(store.all()).isEmpty();
    }
}
