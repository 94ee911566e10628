package bot.herald.storage;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.cluster.InstanceLock;
import bot.herald.testing.DatabaseKind;
import bot.herald.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a bot runs on a database, as commands see it. */
class JdbiInstancesTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path folder = Path.of("");

    @Test
    void onPostgresEachLivesUntilItGoesOrIsSilentForTooLong() {
        try (TestDatabase database = new TestDatabase(folder, DatabaseKind.POSTGRESQL)) {
            JdbiInstances instances = new JdbiInstances(database.database());
            assertThat(instances.isAnyAlive(NOON)).isFalse();
            instances.seen("a", NOON);
            instances.seen("b", NOON.plusSeconds(10));
            assertThat(instances.isAnyAlive(NOON.plusSeconds(10))).isTrue();
            assertThat(instances.isAnyAlive(NOON.plusSeconds(11))).isFalse();
            instances.seen("a", NOON.plusSeconds(60));
            assertThat(instances.isAnyAlive(NOON.plusSeconds(60))).isTrue();

            instances.gone("c", NOON.plusSeconds(60));
            assertThat(instances.isAnyAlive(NOON.plusSeconds(60))).isTrue();
            assertThat(count(database)).as("b was forgotten").isEqualTo(1);
            instances.gone("a", NOON);
            assertThat(instances.isAnyAlive(NOON)).isFalse();
        }
    }

    @Test
    void onSqliteTheLockTellsAndNothingIsWritten() {
        try (TestDatabase database = new TestDatabase(folder, DatabaseKind.SQLITE)) {
            JdbiInstances instances = new JdbiInstances(database.database());
            assertThat(instances.isAnyAlive(NOON)).as("no lock file yet").isFalse();

            InstanceLock lock = database.database().instanceLock();
            assertThat(lock.take()).isEqualTo(InstanceLock.Holder.THIS_PROCESS);
            instances.seen("a", NOON);
            assertThat(count(database)).isZero();
            assertThat(instances.isAnyAlive(NOON.plusSeconds(3_600))).isTrue();

            lock.close();
            assertThat(instances.isAnyAlive(NOON)).isFalse();
        }
    }

    private static int count(TestDatabase database) {
        return database.database()
                .jdbi()
                .withHandle(handle -> handle.select("SELECT count(*) FROM instance")
                        .mapTo(Integer.class)
                        .one());
    }
}
