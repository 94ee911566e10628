package bot.herald.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.herald.identity.TwitchUserId;
import bot.herald.retry.ForwardClock;
import bot.herald.retry.WakeUps;
import bot.herald.subscription.ReconciliationStrategy.Work;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When the plan is asked for anew: it is read from the database, for every channel there is. */
class ReconcilerPlanTest {
    private final AtomicInteger plans = new AtomicInteger();
    private final List<SubscriptionPlan> passes = new CopyOnWriteArrayList<>();
    /** When the pass wants the next one; each pass takes one and waits for it. */
    private final BlockingQueue<Instant> next = new LinkedBlockingQueue<>();

    private final Reconciler reconciler = new Reconciler(
            new Reconciler.Needs(
                    () -> {
                        plans.incrementAndGet();
                        return new SubscriptionPlan(List.of(), List.of());
                    },
                    new SubscriptionDirectory(Clock.systemUTC()),
                    key -> {},
                    new WakeUps(),
                    new ForwardClock(Clock.systemUTC())),
            new ReconciliationStrategy() {
                @Override
                public void begin(Signals signals) {}

                @Override
                public Instant pass(SubscriptionPlan plan, Work work) {
                    passes.add(plan);
                    try {
                        return next.take();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        return Instant.MAX;
                    }
                }

                @Override
                public void close() {}
            },
            Reconciler.Team.ALONE,
            null);

    @AfterEach
    void close() {
        reconciler.close();
    }

    @Test
    void passThatGoesOnWithTheOneBeforeHasItsPlan() {
        reconciler.start();
        next.addAll(List.of(Instant.EPOCH, Instant.EPOCH, Instant.MAX));
        await().until(() -> passes.size() == 3);
        assertThat(plans).hasValue(1);
    }

    @Test
    void requestMeanwhileIsAnsweredWithANewPlan() {
        reconciler.start();
        await().until(() -> passes.size() == 1);
        reconciler.requestSoon(new TwitchUserId("111"));
        next.addAll(List.of(Instant.EPOCH, Instant.MAX));
        await().until(() -> passes.size() == 2);
        assertThat(plans).hasValue(2);
    }

    @Test
    void passAfterAPauseHasANewPlan() {
        reconciler.start();
        next.addAll(List.of(Instant.now().plusMillis(50), Instant.MAX));
        await().until(() -> passes.size() == 2);
        assertThat(plans).hasValue(2);
    }
}
