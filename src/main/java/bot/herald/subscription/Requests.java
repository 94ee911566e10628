package bot.herald.subscription;

import bot.herald.auth.CredentialKey;
import bot.herald.identity.TwitchUserId;
import bot.herald.retry.WakeUps.Reason;
import bot.herald.subscription.ReconciliationStrategy.Work;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What the next pass is asked to do, and who waits for it. Guarded by the reconciler's lock until it is taken. */
final class Requests {
    private boolean full;
    private boolean planChanged;
    private boolean compareAll;
    private final Set<CredentialKey> compare = new HashSet<>();
    private final Set<TwitchUserId> changed = new HashSet<>();
    private final Set<Reason> reasons = new HashSet<>();
    private final List<Revocation> revocations = new ArrayList<>();
    private final List<CompletableFuture<Void>> waiting = new ArrayList<>();

    /** Everything is tried and compared again. */
    void everything() {
        full = true;
        compareAll = true;
    }

    boolean areForEverything() {
        return full;
    }

    void planChanged() {
        planChanged = true;
    }

    void compareAll() {
        compareAll = true;
    }

    void compare(CredentialKey owner) {
        compare.add(owner);
    }

    void changed(TwitchUserId user) {
        changed.add(user);
        compare.add(CredentialKey.channel(user));
        compare.add(CredentialKey.bot(user));
    }

    void woken(Reason reason) {
        reasons.add(reason);
    }

    void revoked(Revocation revocation) {
        revocations.add(revocation);
    }

    /** Completes with the pass. */
    CompletionStage<Void> await() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        waiting.add(done);
        return done;
    }

    /** Adds what a failed pass should have done; those who waited for that pass do not wait for this one. */
    void takeOver(Requests failed) {
        full |= failed.full;
        planChanged |= failed.planChanged;
        compareAll |= failed.compareAll;
        compare.addAll(failed.compare);
        changed.addAll(failed.changed);
        reasons.addAll(failed.reasons);
        revocations.addAll(0, failed.revocations);
    }

    boolean areNone() {
        return !full && !planChanged && !compareAll && compare.isEmpty() && changed.isEmpty() && revocations.isEmpty();
    }

    Work toWork() {
        return new Work(compareAll, compare, changed, revocations, reasons);
    }

    /** Not to be called under the lock, since those who wait go on at once. */
    void done() {
        waiting.forEach(done -> done.complete(null));
    }
}
