package bot.herald.chat;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.lifecycle.SpareThreads;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class AlarmTest {
    private final Alarm.Timer timer = new Alarm.Timer();

    @Test
    void itRingsOnTheTimerThatAllShare() throws Exception {
        CompletableFuture<String> rung = new CompletableFuture<>();
        timer.after(
                Duration.ofMillis(1), () -> rung.complete(Thread.currentThread().getName()));

        assertThat(rung.get(20, TimeUnit.SECONDS)).isEqualTo("herald-timer");
    }

    @Test
    void whatHasNotRungWhenItIsClosedNeverWillAndOthersGoOn() throws Exception {
        AtomicBoolean rung = new AtomicBoolean();
        timer.after(Duration.ofMillis(50), () -> rung.set(true));
        timer.close();
        timer.after(Duration.ofMillis(1), () -> rung.set(true));
        CompletableFuture<Boolean> later = new CompletableFuture<>();
        Future<?> unused = SpareThreads.timer().schedule(() -> later.complete(true), 100, TimeUnit.MILLISECONDS);

        assertThat(later.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(rung).isFalse();
    }
}
