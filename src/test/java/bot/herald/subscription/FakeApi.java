package bot.herald.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.auth.CredentialKey;
import bot.herald.identity.ProviderFailure;
import bot.herald.subscription.SubscriptionApi.CostTotals;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Twitch's list of one user's subscriptions, as strict about sessions and conflicts as Twitch. */
final class FakeApi implements SubscriptionApi {
    final List<ActualSubscription> listed = new CopyOnWriteArrayList<>();
    final List<String> calls = new CopyOnWriteArrayList<>();
    final Deque<CreateAnswer> answers = new ConcurrentLinkedDeque<>();
    private final Map<String, CountDownLatch> hanging = new ConcurrentHashMap<>();
    private final FakeTransport transport;
    boolean failsToList;
    private int ids;

    FakeApi(FakeTransport transport) {
        this.transport = transport;
    }

    static CreateAnswer failed(Kind kind) {
        return new CreateAnswer.Failed(kind, new ProviderFailure.RetryLater("test", Optional.empty()));
    }

    void add(String id, DesiredSubscription like, String status, String session) {
        listed.add(new ActualSubscription(
                id, like.type(), like.version(), like.condition(), status, "websocket", session, "", 0));
    }

    /** Creating anything for this broadcaster takes until the latch is counted down. */
    CountDownLatch hang(String broadcasterId) {
        return hanging.computeIfAbsent(broadcasterId, id -> new CountDownLatch(1));
    }

    List<String> calls() {
        return List.copyOf(calls);
    }

    List<String> takeCalls() {
        List<String> taken = List.copyOf(calls);
        calls.clear();
        return taken;
    }

    @Override
    public CreateAnswer create(CredentialKey owner, DesiredSubscription subscription, String sessionId) {
        calls.add("create " + subscription.type() + " " + subscription.broadcasterId() + " " + sessionId);
        CountDownLatch hangs = hanging.get(subscription.broadcasterId().value());
        if (hangs != null) {
            try {
                assertThat(hangs.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        return answer(owner, subscription, sessionId);
    }

    private synchronized CreateAnswer answer(CredentialKey owner, DesiredSubscription subscription, String sessionId) {
        if (transport.sockets().stream()
                .filter(socket -> socket.owner().equals(owner))
                .flatMap(socket -> transport.session(socket).stream())
                .noneMatch(session -> session.id().equals(sessionId))) {
            throw new AssertionError("session " + sessionId + " is not the owner's");
        }
        CreateAnswer scripted = answers.poll();
        if (scripted != null) {
            return scripted;
        }
        Optional<ActualSubscription> conflict = listed.stream()
                .filter(actual ->
                        actual.isEnabled() && actual.sessionId().equals(sessionId) && subscription.isSameAs(actual))
                .findFirst();
        if (conflict.isPresent()) {
            return new CreateAnswer.AlreadyExists(Optional.of(conflict.get().id()));
        }
        String id = "n" + ++ids;
        add(id, subscription, "enabled", sessionId);
        return new CreateAnswer.Created(id, 0, Optional.of(new CostTotals(0, 10)));
    }

    @Override
    public ListAnswer list(CredentialKey owner) {
        calls.add("list " + owner.purpose().text() + " " + owner.userId());
        return failsToList
                ? new ListAnswer.Failed(new ProviderFailure.RetryLater("test", Optional.empty()))
                : new ListAnswer.Listed(listed, Optional.of(new CostTotals(0, 10)));
    }

    @Override
    public Optional<ProviderFailure> delete(CredentialKey owner, String subscriptionId) {
        calls.add("delete " + subscriptionId);
        listed.removeIf(actual -> actual.id().equals(subscriptionId));
        return Optional.empty();
    }
}
