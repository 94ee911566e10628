package bot.herald.feature.filter;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.lifecycle.SpareThreads;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RetryQueueTest {
    private final RetryQueue queue = new RetryQueue();

    @AfterEach
    void close() {
        queue.close();
    }

    @Test
    void whatWaitsForTwitchHoldsUpNoTimer() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        CompletableFuture<Boolean> answered = new CompletableFuture<>();
        CompletableFuture<Boolean> begun = new CompletableFuture<>();
        queue.after(Duration.ofMillis(1), () -> {
            begun.complete(true);
            try {
                answered.complete(answer.await(20, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(begun.get(20, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Boolean> other = new CompletableFuture<>();
        SpareThreads.timer().execute(() -> other.complete(true));
        assertThat(other.get(20, TimeUnit.SECONDS)).isTrue();
        answer.countDown();
        assertThat(answered.get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void noMoreThanFiveHundredWait() {
        for (int i = 0; i < 500; i++) {
            assertThat(queue.after(Duration.ofHours(1), () -> {})).isTrue();
        }

        assertThat(queue.after(Duration.ofHours(1), () -> {})).isFalse();
    }

    @Test
    void whatWaitsAtTheEndIsDropped() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        queue.after(Duration.ofMillis(50), () -> done.set(true));
        queue.close();
        assertThat(queue.after(Duration.ZERO, () -> done.set(true))).isFalse();
        CompletableFuture<Boolean> later = new CompletableFuture<>();
        Future<?> unused = SpareThreads.timer().schedule(() -> later.complete(true), 100, TimeUnit.MILLISECONDS);

        assertThat(later.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(done).isFalse();
    }
}
