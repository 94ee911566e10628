package bot.herald.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecurringTest {
    private static final Duration SHORT = Duration.ofMillis(5);
    private static final Duration NEVER = Duration.ofDays(1);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Queue<RuntimeException> faults = new ConcurrentLinkedQueue<>();
    private final AtomicInteger runs = new AtomicInteger();
    private Recurring recurring = recurring(SHORT, SHORT, runs::incrementAndGet);

    private Recurring recurring(Duration first, Duration pause, Runnable task) {
        return new Recurring("test", first, pause, task, faults::add);
    }

    private void start(Duration first, Duration pause, Runnable task) {
        recurring = recurring(first, pause, task);
        recurring.start();
    }

    @AfterEach
    void close() {
        recurring.close();
    }

    @Test
    void doesItsTaskAgainAndAgainOnAThreadOfItsName() {
        Queue<String> threads = new ConcurrentLinkedQueue<>();
        start(SHORT, SHORT, () -> threads.add(Thread.currentThread().getName()));

        await().until(() -> threads.size() >= 3);

        assertThat(threads).containsOnly("herald-test");
        assertThat(recurring.check()).isEqualTo(Health.UP);
    }

    @Test
    void waitsForItsFirstRunAndBetweenRuns() {
        start(NEVER, SHORT, runs::incrementAndGet);
        recurring.soon();
        await().until(() -> runs.get() == 1);
        recurring.close();
        start(Duration.ZERO, NEVER, runs::incrementAndGet);
        await().until(() -> runs.get() == 2);

        assertThat(recurring.closeWithin(LONG)).isTrue();
        assertThat(runs).hasValue(2);
    }

    @Test
    void goesOnAfterAFaultWhichItReports() {
        start(SHORT, SHORT, () -> {
            int run = runs.incrementAndGet();
            throw run % 2 == 0 ? new IllegalStateException("run " + run) : new UnsupportedOperationException();
        });

        await().until(() -> faults.size() >= 4);

        assertThat(faults).element(3).hasToString("java.lang.IllegalStateException: run 4");
        assertThat(recurring.check()).isEqualTo(Health.UP);
    }

    @Test
    void theSameFaultInARowIsReportedOnce() {
        start(SHORT, SHORT, () -> {
            if (runs.incrementAndGet() != 4) {
                throw new IllegalStateException("run " + runs);
            }
        });

        await().until(() -> runs.get() >= 8);

        assertThat(faults).hasSize(2);
        assertThat(faults).element(1).hasToString("java.lang.IllegalStateException: run 5");
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsNotReportedByEveryTaskThatNeedsIt() {
        start(SHORT, SHORT, () -> {
            runs.incrementAndGet();
            throw new IllegalStateException(new SQLTransientConnectionException("no connection"));
        });

        await().until(() -> runs.get() >= 3);

        assertThat(faults).isEmpty();
        assertThat(recurring.check()).isEqualTo(Health.UP);
    }

    @Test
    void anErrorEndsItAndItsHealthSaysSo() {
        start(SHORT, SHORT, () -> {
            runs.incrementAndGet();
            throw new AssertionError("broken beyond repair");
        });

        await().until(() -> !recurring.check().up());

        assertThat(recurring.closeWithin(LONG)).isTrue();
        assertThat(runs).hasValue(1);
        assertThat(faults).isEmpty();
    }

    @Test
    void whatIsAskedForSoonWaitsForTheRunUnderWay() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        AtomicInteger atOnce = new AtomicInteger();
        start(Duration.ZERO, NEVER, () -> {
            assertThat(atOnce.incrementAndGet()).isEqualTo(1);
            begun.countDown();
            awaitStubbornly(mayEnd);
            atOnce.decrementAndGet();
            runs.incrementAndGet();
        });
        begun.await();
        recurring.soon();
        assertThat(runs).hasValue(0);
        mayEnd.countDown();

        await().until(() -> runs.get() == 2);
        assertThat(recurring.check()).as("runs did not overlap").isEqualTo(Health.UP);
    }

    @Test
    void closingInterruptsTheRunUnderWayAndLetsNoOtherBegin() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        start(Duration.ZERO, SHORT, () -> {
            begun.countDown();
            runs.incrementAndGet();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted", e);
            }
        });
        begun.await();

        assertThat(recurring.closeWithin(LONG)).isTrue();
        recurring.soon();

        assertThat(faults).extracting(Throwable::getMessage).containsExactly("interrupted");
        assertThat(runs).hasValue(1);
        assertThat(recurring.check().up()).isFalse();
    }

    @Test
    void closingWaitsNoLongerThanItWasTold() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        start(Duration.ZERO, SHORT, () -> {
            begun.countDown();
            awaitStubbornly(mayEnd);
        });
        begun.await();

        assertThat(recurring.closeWithin(SHORT)).isFalse();
        mayEnd.countDown();
        assertThat(recurring.closeWithin(LONG)).isTrue();
    }

    @Test
    void whoeverIsInterruptedWhileClosingStaysInterrupted() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        start(Duration.ZERO, SHORT, () -> {
            begun.countDown();
            awaitStubbornly(mayEnd);
        });
        begun.await();

        Thread.currentThread().interrupt();
        assertThat(recurring.closeWithin(LONG)).isFalse();
        assertThat(Thread.interrupted()).isTrue();
        mayEnd.countDown();
    }

    @Test
    void isClosedBeforeItsStartWithoutAdo() {
        assertThat(recurring.closeWithin(LONG)).isTrue();
        assertThat(recurring.check().up()).isFalse();
        assertThat(runs).hasValue(0);
    }

    /** Does not listen to an interrupt. */
    private static void awaitStubbornly(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            Thread.onSpinWait();
        }
    }
}
