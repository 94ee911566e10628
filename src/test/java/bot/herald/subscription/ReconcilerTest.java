package bot.herald.subscription;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.herald.auth.CredentialKey;
import bot.herald.identity.TwitchUserId;
import bot.herald.retry.ForwardClock;
import bot.herald.retry.WakeUps;
import bot.herald.retry.WakeUps.Reason;
import bot.herald.subscription.EventTransport.SocketKey;
import bot.herald.subscription.SubscriptionApi.Kind;
import bot.herald.subscription.SubscriptionStatus.SubscriptionState;
import bot.herald.testing.JumpingClock;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReconcilerTest {
    private static final TwitchUserId CHANNEL = new TwitchUserId("111");
    private static final CredentialKey OWNER = CredentialKey.channel(CHANNEL);
    private static final SocketKey SOCKET = SocketKey.first(OWNER);
    private static final SubscriptionPlan PLAN = new SubscriptionPlan(
            List.of(new DesiredSubscription(
                    "channel.raid", "1", Map.of("to_broadcaster_user_id", "111"), CHANNEL, OWNER)),
            List.of());

    private final FakeTransport transport = new FakeTransport();
    private final FakeApi api = new FakeApi(transport);
    private final SubscriptionDirectory directory = new SubscriptionDirectory(Clock.systemUTC());
    private final WakeUps wakeUps = new WakeUps();
    private final JumpingClock clock = new JumpingClock();
    private final AtomicInteger plans = new AtomicInteger();
    private Supplier<SubscriptionPlan> plan = () -> PLAN;
    private final Reconciler reconciler = Reconciler.overSockets(
            new Reconciler.Needs(
                    () -> {
                        plans.incrementAndGet();
                        return plan.get();
                    },
                    directory,
                    key -> {},
                    wakeUps,
                    new ForwardClock(clock)),
            api,
            transport);

    @AfterEach
    void close() {
        reconciler.close();
    }

    private static void finish(CompletionStage<Void> stage) {
        assertThat(stage.toCompletableFuture().orTimeout(10, SECONDS)).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void startingEnsuresSocketsAndAWelcomeSubscribes() {
        reconciler.start();
        finish(reconciler.requestSoon());
        assertThat(transport.ensured).containsExactly(SOCKET);
        transport.welcome(SOCKET, "s1");
        transport.told().welcomed(SOCKET);
        await().until(() -> StateTotals.of(directory).getOrDefault(SubscriptionState.ENABLED, 0) == 1);
    }

    @Test
    void requestsThatComeDuringAPassAreDoneTogetherInTheNext() throws InterruptedException {
        CountDownLatch inPass = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        plan = () -> {
            inPass.countDown();
            try {
                assertThat(release.await(10, SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return PLAN;
        };
        reconciler.start();
        assertThat(inPass.await(10, SECONDS)).isTrue();
        List<CompletionStage<Void>> asked =
                List.of(reconciler.requestSoon(), reconciler.requestSoon(CHANNEL), reconciler.requestSoon());
        assertThat(asked).noneMatch(stage -> stage.toCompletableFuture().isDone());
        release.countDown();
        asked.forEach(ReconcilerTest::finish);
        assertThat(plans).hasValue(2);
    }

    @Test
    void withoutAPlanNothingIsDeletedAndHealthSaysSo() {
        reconciler.start();
        finish(reconciler.requestSoon());
        plan = () -> {
            throw new IllegalStateException("database away");
        };
        finish(reconciler.requestSoon());
        assertThat(transport.ensured).containsExactly(SOCKET);
        assertThat(reconciler.check().up()).isFalse();
        plan = () -> PLAN;
        finish(reconciler.requestSoon());
        assertThat(reconciler.check().up()).isTrue();
    }

    @Test
    void afterAnErrorInAPassAnotherFollowsByItself() {
        reconciler.start();
        finish(reconciler.requestSoon());
        AtomicInteger asked = new AtomicInteger();
        plan = () -> {
            if (asked.incrementAndGet() == 1) {
                throw new StackOverflowError("once");
            }
            return PLAN;
        };
        finish(reconciler.requestSoon());

        await().until(() -> asked.get() == 2 && reconciler.check().up());
    }

    @Test
    void aClockThatIsSetBackKeepsNoSubscriptionWaitingForHours() {
        reconciler.start();
        finish(reconciler.requestSoon());
        api.answers.add(FakeApi.failed(Kind.SERVER_ERROR));
        transport.welcome(SOCKET, "s1");
        transport.told().welcomed(SOCKET);
        await().until(() -> StateTotals.of(directory).containsKey(SubscriptionState.RETRYING) && api.answers.isEmpty());
        clock.jump(Duration.ofHours(-1));

        await().atMost(Duration.ofSeconds(20))
                .until(() -> StateTotals.of(directory).containsKey(SubscriptionState.ENABLED));
    }

    @Test
    void whatWaitsIsTriedAtOnceWhenItsReasonIsOver() {
        reconciler.start();
        finish(reconciler.requestSoon());
        api.answers.add(FakeApi.failed(Kind.FORBIDDEN));
        transport.welcome(SOCKET, "s1");
        transport.told().welcomed(SOCKET);
        await().until(() -> StateTotals.of(directory).containsKey(SubscriptionState.REFUSED));
        wakeUps.happened(new Reason.StandingChanged(new TwitchUserId("222")));
        finish(reconciler.requestSoon());
        assertThat(StateTotals.of(directory)).as("it is not about this channel").containsKey(SubscriptionState.REFUSED);

        wakeUps.happened(new Reason.StandingChanged(CHANNEL));
        finish(reconciler.requestSoon());

        assertThat(StateTotals.of(directory)).containsKey(SubscriptionState.ENABLED);
    }

    @Test
    void aPlanThatMayHaveChangedIsNoReasonToListEverythingAgain() {
        reconciler.start();
        finish(reconciler.requestSoon());
        transport.welcome(SOCKET, "s1");
        transport.told().welcomed(SOCKET);
        await().until(() -> api.takeCalls().stream().anyMatch(call -> call.startsWith("list")));
        finish(reconciler.requestSoon());
        assertThat(api.takeCalls()).isEmpty();
    }

    @Test
    void nobodyWaitsForAReconcilerThatIsClosed() {
        reconciler.start();
        reconciler.close();
        reconciler.close();
        finish(reconciler.requestSoon(CHANNEL));
    }
}
