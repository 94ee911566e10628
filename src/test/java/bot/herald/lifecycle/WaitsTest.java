package bot.herald.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class WaitsTest {
    private final Waits waits = new Waits();

    @Test
    void tasksRunOnTheTimerThatAllShare() throws Exception {
        CompletableFuture<String> ran = new CompletableFuture<>();
        waits.after(
                Duration.ofMillis(1), () -> ran.complete(Thread.currentThread().getName()));

        assertThat(ran.get(20, TimeUnit.SECONDS)).isEqualTo("herald-timer");
    }

    @Test
    void whatStillWaitsWhenItIsClosedIsDroppedAndTheTimerGoesOn() throws Exception {
        AtomicBoolean ran = new AtomicBoolean();
        waits.after(Duration.ofMillis(50), () -> ran.set(true));
        waits.close();
        assertThat(waits.after(Duration.ofMillis(1), () -> ran.set(true))).isFalse();
        CompletableFuture<Boolean> later = new CompletableFuture<>();
        Future<?> unused = SpareThreads.timer().schedule(() -> later.complete(true), 100, TimeUnit.MILLISECONDS);

        assertThat(later.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(ran).isFalse();
    }

    @Test
    void noMoreWaitThanMayAndOneThatRanMakesRoom() throws Exception {
        Waits two = new Waits(2);
        CompletableFuture<Boolean> ran = new CompletableFuture<>();
        assertThat(two.after(Duration.ofHours(1), () -> {})).isTrue();
        assertThat(two.after(Duration.ofMillis(1), () -> ran.complete(true))).isTrue();
        assertThat(ran.get(20, TimeUnit.SECONDS)).isTrue();
        await().until(() -> two.after(Duration.ofHours(1), () -> {}));

        assertThat(two.after(Duration.ofHours(1), () -> {})).isFalse();
        two.close();
    }
}
