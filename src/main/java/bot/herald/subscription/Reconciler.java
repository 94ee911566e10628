package bot.herald.subscription;

import bot.herald.auth.CredentialKey;
import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.Component;
import bot.herald.lifecycle.Health;
import bot.herald.lifecycle.StorageFailure;
import bot.herald.lifecycle.WhileLeading;
import bot.herald.retry.ForwardClock;
import bot.herald.retry.RetryPolicy;
import bot.herald.retry.WakeUps;
import bot.herald.retry.WakeUps.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the subscriptions on Twitch equal to the plan.
 *
 * <p>A pass runs at start, on request, when a session begins or ends, and every five minutes, always on a thread of its
 * own. All requests that come during a pass are served by the next one. Where several instances share the work, one of
 * them reconciles for all. Safe for concurrent use.
 */
public final class Reconciler implements Component {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
    private static final Duration REGULARLY = Duration.ofMinutes(5);

    private final Needs needs;
    private final ReconciliationStrategy strategy;
    private final Team team;

    private final Object lock = new Object();
    private final PassThread thread;
    private Requests requests = new Requests();
    private Instant nextFullPass = Instant.MIN;
    private volatile String trouble = "";
    /** How many passes in a row failed. Used by the thread only. */
    private int failures;
    /** The plan of a pass that left work to be done at once; null after any other. Used by the thread only. */
    private @Nullable SubscriptionPlan unfinished;

    /**
     * What every reconciler depends on.
     *
     * @param plan what is wanted now; asked on each pass, may block and may throw
     * @param grantInDoubt called with the account whose grant Twitch seems to have revoked; must return at once
     * @param wakeUps whatever waits for one of its reasons is tried at once
     */
    public record Needs(
            Supplier<SubscriptionPlan> plan,
            SubscriptionDirectory directory,
            Consumer<CredentialKey> grantInDoubt,
            WakeUps wakeUps,
            ForwardClock clock) {}

    /**
     * The instances that share the work.
     *
     * @param leading whether this process reconciles
     * @param passOn asks the process that does to compare everything soon; must not block
     */
    public record Team(WhileLeading leading, Runnable passOn) {
        /** A process that does everything itself. */
        public static final Team ALONE = new Team(WhileLeading.ALONE, () -> {});
    }

    /** A reconciler whose subscriptions the sockets of connected accounts carry. */
    public static Reconciler overSockets(Needs needs, SubscriptionApi api, EventTransport transport) {
        SocketReconciliation strategy =
                new SocketReconciliation(api, transport, needs.directory(), needs.clock(), Reconciler::jitter);
        return new Reconciler(needs, strategy, Team.ALONE, null);
    }

    /**
     * A reconciler whose subscriptions a conduit carries.
     *
     * @param api sees the app's subscriptions
     * @param socketsApi sees users' WebSocket subscriptions, of which an earlier start may have left some
     */
    public static Reconciler overConduit(
            Needs needs,
            ConduitSubscriptionApi api,
            SubscriptionApi socketsApi,
            ConduitTransport transport,
            Team team) {
        ConduitReconciliation strategy = new ConduitReconciliation(
                api,
                new SocketLeftOvers(socketsApi),
                transport,
                team.leading(),
                needs.directory(),
                needs.grantInDoubt(),
                needs.clock(),
                Reconciler::jitter);
        return new Reconciler(needs, strategy, team, null);
    }

    private static double jitter() {
        return ThreadLocalRandom.current().nextDouble();
    }

    /** @param thread null for one of its own */
    Reconciler(Needs needs, ReconciliationStrategy strategy, Team team, @Nullable ScheduledExecutorService thread) {
        this.needs = needs;
        this.strategy = strategy;
        this.team = team;
        this.thread = new PassThread(needs.clock(), this::run, this::queue, thread);
    }

    @Override
    public String name() {
        return "subscriptions";
    }

    @Override
    public void start() {
        strategy.begin(new Asked());
        needs.wakeUps().listen(this::woken);
        begin();
    }

    /** Compares and tries everything again, because another process did it until now. */
    public void begin() {
        synchronized (lock) {
            thread.start();
            requests.everything();
            thread.queue();
        }
    }

    private void woken(Reason reason) {
        if (trouble.isEmpty() && !needs.directory().mayBeEndedBy(reason)) {
            return;
        }
        synchronized (lock) {
            requests.woken(reason);
            thread.queue();
        }
    }

    /**
     * Catches up with a plan that may have changed, soon; does not ask Twitch what exists.
     *
     * @return completes after a pass that saw everything that was true when this was called
     */
    public CompletionStage<Void> requestSoon() {
        synchronized (lock) {
            requests.planChanged();
            return ask();
        }
    }

    /** Compares everything with what Twitch lists, soon. */
    public void compareSoon() {
        synchronized (lock) {
            requests.compareAll();
            thread.queue();
        }
    }

    /**
     * After {@code user} connected, disconnected or granted something: what was refused for them is tried again.
     *
     * @return completes after a pass that saw everything that was true when this was called; to delete a channel's
     *     subscriptions, take it out of the plan, wait for this, and only then revoke its token
     */
    public CompletionStage<Void> requestSoon(TwitchUserId user) {
        synchronized (lock) {
            requests.changed(user);
            return ask();
        }
    }

    private CompletionStage<Void> ask() {
        if (thread.isClosed()) {
            return CompletableFuture.completedStage(null);
        }
        CompletionStage<Void> done = requests.await();
        thread.queue();
        return done;
    }

    private void queue() {
        synchronized (lock) {
            thread.queue();
        }
    }

    private void run() {
        Requests taken;
        Instant now = needs.clock().instant();
        synchronized (lock) {
            thread.begun();
            if (thread.isClosed()) {
                return;
            }
            taken = requests;
            requests = new Requests();
        }
        if (!team.leading().leads()) {
            try {
                team.passOn().run();
            } finally {
                taken.done();
            }
            return;
        }
        synchronized (lock) {
            if (!now.isBefore(nextFullPass)) {
                taken.everything();
            }
        }
        try {
            // Thousands of subscriptions take many passes, and making the plan takes as long as creating some.
            SubscriptionPlan planned = unfinished != null && taken.areNone()
                    ? unfinished
                    : needs.plan().get();
            unfinished = null;
            Instant next = strategy.pass(planned, taken.toWork());
            if (!team.leading().leads()) {
                // Frozen in the middle, perhaps, while another led: what this pass did by an old plan is put right
                // there.
                team.passOn().run();
            }
            trouble = "";
            failures = 0;
            unfinished = next.isAfter(needs.clock().instant()) ? null : planned;
            synchronized (lock) {
                if (taken.areForEverything()) {
                    nextFullPass = now.plus(REGULARLY);
                }
                thread.wakeAt(next.isBefore(nextFullPass) ? next : nextFullPass);
            }
        } catch (RuntimeException | Error e) {
            // Without a plan nothing is created and, above all, nothing is deleted. Whatever was thrown, another pass
            // follows.
            failures++;
            Duration pause = RetryPolicy.PASSING.after(failures, Optional.empty());
            // A database that does not answer is reported by its own health check.
            if (failures == 1 && !StorageFailure.isReasonOf(e)) {
                LOG.warn("comparing the subscriptions failed, retrying", e);
            } else {
                LOG.debug("subscriptions not compared, trying again in {} ms", pause.toMillis(), e);
            }
            trouble = "Herald cannot compare its subscriptions with Twitch's; it is retrying, and the log says why";
            synchronized (lock) {
                requests.takeOver(taken);
                thread.wakeAt(now.plus(pause));
            }
        } finally {
            taken.done();
        }
    }

    @Override
    public Health check() {
        return trouble.isEmpty() ? Health.UP : Health.down(trouble);
    }

    @Override
    public void close() {
        Requests undone;
        synchronized (lock) {
            undone = requests;
            requests = new Requests();
            thread.close();
        }
        strategy.close();
        undone.done();
    }

    private final class Asked implements ReconciliationStrategy.Signals {
        @Override
        public void again() {
            queue();
        }

        @Override
        public void compare(CredentialKey owner) {
            synchronized (lock) {
                requests.compare(owner);
                thread.queue();
            }
        }

        @Override
        public void compareAll() {
            compareSoon();
        }

        @Override
        public void revoked(Revocation revocation) {
            synchronized (lock) {
                requests.revoked(revocation);
                thread.queue();
            }
            if (revocation.owner().isPresent()) {
                revocation.grantsInDoubt().forEach(needs.grantInDoubt());
            }
        }
    }
}
