package bot.herald.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeadershipTest {
    private final ScriptedLock lock = new ScriptedLock();
    private final Leadership leadership = new Leadership(lock);
    private final AtomicInteger gained = new AtomicInteger();

    private static final class ScriptedLock implements InstanceLock {
        private volatile Holder holder = Holder.ANOTHER;
        private volatile boolean closed;
        private volatile boolean silent;

        @Override
        public Holder take() {
            return holder;
        }

        @Override
        public boolean endSilent(Duration silence) {
            assertThat(silence).as("longer than it leads without an answer").isGreaterThan(Duration.ofSeconds(5));
            if (silent) {
                holder = Holder.THIS_PROCESS;
            }
            return silent;
        }

        @Override
        public boolean worthWaitingFor() {
            return true;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @AfterEach
    void close() {
        leadership.close();
    }

    private void start(InstanceLock.Holder holder) {
        lock.holder = holder;
        leadership.whenGained(gained::incrementAndGet);
        leadership.start();
    }

    @Test
    void firstLeadsFromTheStartWithoutFurtherAdo() {
        start(InstanceLock.Holder.THIS_PROCESS);
        assertThat(leadership.leads()).isTrue();
        assertThat(gained).hasValue(0);
    }

    @Test
    void anotherLeadsWhenTheFirstHasEndedAndIsToldOnce() {
        start(InstanceLock.Holder.ANOTHER);
        assertThat(leadership.leads()).isFalse();

        lock.holder = InstanceLock.Holder.THIS_PROCESS;

        await().until(leadership::leads);
        await().until(() -> gained.get() == 1);
    }

    @Test
    void whoeverCannotAskTheDatabaseDoesNotLeadUntilItAnswersAgain() {
        start(InstanceLock.Holder.THIS_PROCESS);
        lock.holder = InstanceLock.Holder.UNKNOWN;
        await().until(() -> !leadership.leads());

        lock.holder = InstanceLock.Holder.THIS_PROCESS;

        await().until(leadership::leads);
        await().until(() -> gained.get() == 1);
    }

    @Test
    void anotherLeadsWhenTheOneThatLedIsFrozen() {
        start(InstanceLock.Holder.ANOTHER);
        lock.silent = true;

        await().until(leadership::leads);
        await().until(() -> gained.get() == 1);
    }

    @Test
    void closingGivesTheLeadUp() {
        start(InstanceLock.Holder.THIS_PROCESS);
        leadership.close();
        assertThat(leadership.leads()).isFalse();
        assertThat(lock.closed).isTrue();
    }
}
