package bot.herald.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.herald.subscription.Parallel.Answered;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ParallelTest {
    private static final List<Integer> HUNDRED = IntStream.range(0, 100).boxed().toList();

    private final Parallel parallel = new Parallel();

    @AfterEach
    void close() {
        parallel.close();
    }

    @Test
    void answersComeInTheOrderOfWhatWasAsked() {
        List<Answered<Integer, String>> all = parallel.each(HUNDRED, number -> "n" + number, answer -> false);

        assertThat(all).extracting(Answered::asked).containsExactlyElementsOf(HUNDRED);
        assertThat(all.get(7).answer()).isEqualTo("n7");
    }

    @Test
    void asManyAreAskedAtOnceAsThereMayBe() {
        CyclicBarrier together = new CyclicBarrier(Parallel.AT_ONCE);
        List<Integer> all = HUNDRED.subList(0, Parallel.AT_ONCE);

        assertThat(parallel.each(all, unused -> meet(together), answer -> false))
                .hasSize(Parallel.AT_ONCE);
    }

    private static int meet(CyclicBarrier barrier) {
        try {
            return barrier.await(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whoAsksGetsToTheEndWhileAllThreadsAsk() throws Exception {
        CyclicBarrier busy = new CyclicBarrier(Parallel.AT_ONCE);
        Queue<Integer> asked = new ConcurrentLinkedQueue<>();
        List<Future<?>> askers = new ArrayList<>();
        for (int number = 0; number < Parallel.AT_ONCE; number++) {
            askers.add(parallel.submit(() -> {
                meet(busy);
                assertThat(parallel.each(HUNDRED.subList(0, 3), asked::add, answer -> false))
                        .hasSize(3);
            }));
        }

        for (Future<?> asker : askers) {
            asker.get(20, TimeUnit.SECONDS);
        }
        assertThat(asked).hasSize(3 * Parallel.AT_ONCE);
    }

    @Test
    void nothingIsAskedAnyMoreOnceAnAnswerSaysStop() {
        Queue<Integer> asked = new ConcurrentLinkedQueue<>();
        List<Answered<Integer, Boolean>> all = parallel.each(HUNDRED, asked::add, answer -> true);

        assertThat(all).isNotEmpty().hasSizeLessThanOrEqualTo(Parallel.AT_ONCE);
        assertThat(asked).hasSameSizeAs(all);
    }

    @Test
    void whatAskingThrowsReachesTheCaller() {
        assertThatThrownBy(() -> parallel.each(HUNDRED, unused -> fail(), answer -> false))
                .hasRootCauseMessage("no");
    }

    private static boolean fail() {
        throw new IllegalArgumentException("no");
    }
}
