package bot.herald.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.herald.cluster.InstanceLock;
import bot.herald.cluster.InstanceLock.Holder;
import bot.herald.testing.DatabaseKind;
import bot.herald.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresInstanceLockTest {
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path folder = Path.of("");

    private TestDatabase database;
    private InstanceLock first;
    private InstanceLock second;

    @BeforeEach
    void open() {
        database = new TestDatabase(folder, DatabaseKind.POSTGRESQL);
        first = database.database().instanceLock();
        second = database.database().instanceLock();
        assertThat(first.take()).isEqualTo(Holder.THIS_PROCESS);
        assertThat(second.take()).isEqualTo(Holder.ANOTHER);
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
        database.close();
    }

    @Test
    void holderThatAsksNothingForTooLongLosesItAndNoticesBeforeItHoldsItAgain() {
        assertThat(second.endSilent(AT_ONCE)).as("seen once").isFalse();
        assertThat(second.endSilent(AT_ONCE)).as("seen twice").isTrue();

        await().atMost(SOON).until(() -> second.take() == Holder.THIS_PROCESS);
        assertThat(first.take()).isNotEqualTo(Holder.THIS_PROCESS);
        assertThat(first.take()).isEqualTo(Holder.ANOTHER);
    }

    @Test
    void holderThatAskedBetweenTwoLooksKeepsIt() {
        for (int n = 0; n < 3; n++) {
            assertThat(second.endSilent(AT_ONCE)).isFalse();
            assertThat(first.take()).isEqualTo(Holder.THIS_PROCESS);
        }
        assertThat(second.take()).isEqualTo(Holder.ANOTHER);
    }

    @Test
    void holderThatAskedJustNowKeepsIt() {
        for (int n = 0; n < 3; n++) {
            assertThat(second.endSilent(Duration.ofMinutes(1))).isFalse();
        }
        assertThat(first.take()).isEqualTo(Holder.THIS_PROCESS);
    }

    @Test
    void holderEndsNobody() {
        assertThat(first.endSilent(AT_ONCE)).isFalse();
        assertThat(first.endSilent(AT_ONCE)).isFalse();
        assertThat(first.take()).isEqualTo(Holder.THIS_PROCESS);
    }
}
