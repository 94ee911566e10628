package bot.herald.subscription;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.herald.retry.ForwardClock;
import bot.herald.retry.WakeUps;
import bot.herald.subscription.ReconciliationStrategy.Work;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where several instances work together, one reconciles. */
class ReconcilerTurnTest {
    private volatile boolean ours;
    private final AtomicInteger passedOn = new AtomicInteger();
    private volatile Runnable duringAPass = () -> {};
    private final List<Work> passes = new CopyOnWriteArrayList<>();
    private final Reconciler reconciler = new Reconciler(
            new Reconciler.Needs(
                    () -> SubscriptionPlan.EMPTY,
                    new SubscriptionDirectory(Clock.systemUTC()),
                    key -> {},
                    new WakeUps(),
                    new ForwardClock(Clock.systemUTC())),
            new ReconciliationStrategy() {
                @Override
                public void begin(Signals signals) {}

                @Override
                public Instant pass(SubscriptionPlan plan, Work work) {
                    passes.add(work);
                    duringAPass.run();
                    return Instant.MAX;
                }

                @Override
                public void close() {}
            },
            new Reconciler.Team(() -> ours, passedOn::incrementAndGet),
            null);

    @AfterEach
    void close() {
        reconciler.close();
    }

    @Test
    void whoDoesNotLeadPassesRequestsOnAndNobodyWaitsForAPass() {
        reconciler.start();
        assertThat(reconciler.requestSoon().toCompletableFuture().orTimeout(10, SECONDS))
                .succeedsWithin(Duration.ofSeconds(10));
        assertThat(passedOn).hasPositiveValue();
        assertThat(passes).isEmpty();
    }

    @Test
    void whoBeginsToLeadComparesAndTriesEverything() {
        reconciler.start();
        await().until(() -> passedOn.get() > 0);
        ours = true;

        reconciler.begin();

        await().until(() -> !passes.isEmpty());
        assertThat(passes.get(0).compareAll()).isTrue();
    }

    /** It may have been frozen in the middle of its pass, with a plan that was old when it woke. */
    @Test
    void whoLosesTheLeadDuringAPassAsksTheOneThatLeadsToCompare() {
        ours = true;
        duringAPass = () -> ours = false;

        reconciler.start();

        await().until(() -> passedOn.get() > 0);
        assertThat(passes).hasSize(1);
    }
}
