package bot.herald.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthSnapshotTest {
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicReference<Map<String, Health>> now = new AtomicReference<>(Map.of("web", Health.UP));
    private final CountDownLatch free = new CountDownLatch(1);
    private volatile boolean hangs;
    private final HealthSnapshot snapshot = new HealthSnapshot(this::checks, nanos::get);

    private Map<String, Health> checks() {
        if (hangs) {
            try {
                free.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return Objects.requireNonNull(now.get());
    }

    @AfterEach
    void close() {
        free.countDown();
        snapshot.close();
    }

    @Test
    void beforeItsFirstLookHeraldIsStarting() {
        hangs = true;

        assertThat(snapshot.health()).containsEntry("herald", Health.down("Herald is starting"));
    }

    @Test
    void whatHasChangedIsInTheNextAnswer() {
        snapshot.start();
        await().until(() -> snapshot.health().equals(now.get()));

        now.set(Map.of("web", Health.down("gone")));

        await().until(() -> snapshot.health().equals(now.get()));
    }

    @Test
    void aComponentThatHangsIsNamedAndNobodyWaitsForIt() {
        snapshot.start();
        await().until(() -> snapshot.health().equals(now.get()));
        hangs = true;

        assertThat(snapshot.health()).isEqualTo(now.get());

        nanos.set(4_000_000_000L);
        assertThat(snapshot.health()).hasSize(2);
        assertThat(snapshot.health().get("health"))
                .isEqualTo(Health.down(
                        "a part of Herald has not answered for 4 s; if that lasts, restart Herald and report it"));
    }
}
