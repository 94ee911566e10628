package bot.herald.subscription;

import bot.herald.identity.ProviderFailure;
import bot.herald.subscription.SubscriptionApi.CostTotals;
import bot.herald.subscription.SubscriptionApi.CreateAnswer;
import bot.herald.subscription.SubscriptionApi.Kind;
import bot.herald.subscription.SubscriptionApi.ListAnswer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Twitch's list of the app's subscriptions, as strict about conduits and conflicts as Twitch. */
final class FakeAppSubscriptions implements ConduitSubscriptionApi {
    final List<ActualSubscription> listed = new ArrayList<>();
    final Deque<CreateAnswer> answers = new ArrayDeque<>();
    /** What is always answered to some. */
    Function<DesiredSubscription, Optional<CreateAnswer>> always = one -> Optional.empty();
    /** How many are listed before the list breaks off; all if it does not. */
    int listedBeforeItFails = Integer.MAX_VALUE;

    private final List<String> calls = new ArrayList<>();
    private final FakeConduit conduit;
    private int ids;

    FakeAppSubscriptions(FakeConduit conduit) {
        this.conduit = conduit;
    }

    static CreateAnswer failed(Kind kind) {
        return new CreateAnswer.Failed(kind, new ProviderFailure.RetryLater("test", Optional.empty()));
    }

    synchronized void add(String id, DesiredSubscription like, String status, String method, String conduitId) {
        listed.add(new ActualSubscription(
                id, like.type(), like.version(), like.condition(), status, method, "", conduitId, 0));
    }

    /** In alphabetical order, since several are asked at once. */
    synchronized List<String> takeCalls() {
        List<String> taken = calls.stream().sorted().toList();
        calls.clear();
        return taken;
    }

    @Override
    public synchronized CreateAnswer create(DesiredSubscription subscription, String conduitId) {
        calls.add("create " + subscription.type() + " " + subscription.broadcasterId() + " " + conduitId);
        CreateAnswer scripted = answers.poll();
        if (scripted != null) {
            return scripted;
        }
        Optional<CreateAnswer> same = always.apply(subscription);
        if (same.isPresent()) {
            return same.get();
        }
        if (!conduit.conduit().map(ConduitTransport.Conduit::id).equals(Optional.of(conduitId))) {
            throw new AssertionError("no such conduit: " + conduitId);
        }
        Optional<ActualSubscription> conflict = listed.stream()
                .filter(actual ->
                        actual.isEnabled() && actual.conduitId().equals(conduitId) && subscription.isSameAs(actual))
                .findFirst();
        if (conflict.isPresent()) {
            return new CreateAnswer.AlreadyExists(Optional.of(conflict.get().id()));
        }
        String id = "n" + ++ids;
        add(id, subscription, "enabled", "conduit", conduitId);
        return new CreateAnswer.Created(id, 0, Optional.of(new CostTotals(1, 10_000)));
    }

    @Override
    public synchronized ListAnswer list(Consumer<ActualSubscription> seen) {
        calls.add("list");
        List.copyOf(listed).stream().limit(listedBeforeItFails).forEach(seen);
        return listedBeforeItFails < Integer.MAX_VALUE
                ? new ListAnswer.Failed(new ProviderFailure.RetryLater("test", Optional.empty()))
                : new ListAnswer.Listed(listed, Optional.of(new CostTotals(2, 10_000)));
    }

    @Override
    public synchronized Optional<ProviderFailure> delete(String subscriptionId) {
        calls.add("delete " + subscriptionId);
        listed.removeIf(actual -> actual.id().equals(subscriptionId));
        return Optional.empty();
    }
}
