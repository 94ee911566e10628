package bot.herald.subscription;

import static bot.herald.subscription.FakeApi.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.herald.auth.CredentialKey;
import bot.herald.identity.TwitchUserId;
import bot.herald.subscription.EventTransport.SocketKey;
import bot.herald.subscription.SubscriptionApi.CostTotals;
import bot.herald.subscription.SubscriptionApi.Kind;
import bot.herald.subscription.SubscriptionStatus.SubscriptionState;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class SocketReconciliationTest extends SocketReconciliationFixture {
    @Test
    void aFreshSessionIsSubscribedBeforeItsListIsLookedAt() {
        reconciliation.pass(PLAN, REGULAR);
        assertThat(transport.ensured).containsExactly(SOCKET);
        assertThat(raid().state()).isEqualTo(SubscriptionState.PENDING);
        assertThat(api.takeCalls()).isEmpty();
        welcome("s1");
        reconciliation.pass(PLAN, QUICK);
        assertThat(api.takeCalls()).containsExactly("create channel.raid 111 s1", "list channel 111");
        assertThat(raid().state()).isEqualTo(SubscriptionState.ENABLED);
    }

    @Test
    void whatBecomesDueWhileOthersAreServedIsTriedAtOnceAfterThem() throws Exception {
        DesiredSubscription slow = new DesiredSubscription(
                "channel.raid", "1", Map.of("to_broadcaster_user_id", "222"), new TwitchUserId("222"), OWNER);
        SubscriptionPlan plan = new SubscriptionPlan(List.of(RAID, slow), List.of());
        reconciliation.pass(plan, REGULAR);
        welcome("s1");
        api.answers.add(FakeApi.failed(Kind.SERVER_ERROR));
        CountDownLatch answered = api.hang("222");
        Future<Instant> next = thread.submit(() -> reconciliation.pass(plan, QUICK));
        Awaitility.await().until(() -> api.calls().contains("create channel.raid 222 s1"));
        now = now.plusSeconds(10);
        answered.countDown();

        assertThat(next.get(20, TimeUnit.SECONDS)).as("nothing is left").isEqualTo(Instant.MAX);
        assertThat(raid().state()).isEqualTo(SubscriptionState.ENABLED);
    }

    @Test
    void everyChannelHasWhatItCannotDoWithoutBeforeAnyHasTheRest() {
        List<DesiredSubscription> all = IntStream.rangeClosed(1, 30)
                .boxed()
                .flatMap(n -> Stream.of("stream.online", "channel.raid").map(type -> ofChannel(type, 1000 + n)))
                .toList();
        SubscriptionPlan plan = new SubscriptionPlan(all, List.of());
        reconciliation.pass(plan, REGULAR);
        List.copyOf(transport.ensured)
                .forEach(
                        socket -> transport.welcome(socket, "s" + socket.owner().userId()));
        reconciliation.pass(plan, QUICK);

        List<String> created =
                api.calls().stream().filter(call -> call.startsWith("create")).toList();
        assertThat(created).hasSize(60);
        assertThat(created.subList(0, Parallel.AT_ONCE)).allMatch(call -> call.contains("channel.raid"));
    }

    @Test
    void ofManyOnOneSocketSeveralAreCreatedAtATime() throws Exception {
        CredentialKey bot = CredentialKey.bot(new TwitchUserId("999"));
        SubscriptionPlan plan = chatsHeardBy(bot, 1001, 1050);
        reconciliation.pass(plan, REGULAR);
        transport.welcome(SocketKey.first(bot), "b1");
        CountDownLatch first = api.hang("1001");
        Future<Instant> next = thread.submit(() -> reconciliation.pass(plan, QUICK));

        Awaitility.await()
                .until(() -> api.calls().stream()
                                .filter(call -> call.startsWith("create"))
                                .count()
                        == 50);
        first.countDown();

        assertThat(next.get(20, TimeUnit.SECONDS)).isEqualTo(Instant.MAX);
    }

    @Test
    void noMoreSocketsAreOpenedThanTheProcessHasRoomFor() {
        transport.most = 2;
        List<DesiredSubscription> three = IntStream.rangeClosed(1, 3)
                .mapToObj(id -> ofChannel("channel.raid", id))
                .toList();
        SubscriptionPlan plan = new SubscriptionPlan(three, List.of());
        reconciliation.pass(plan, REGULAR);

        assertThat(transport.ensured).hasSize(2);
        SubscriptionStatus third = directory.of(new TwitchUserId("3")).get(0);
        assertThat(third.state()).isEqualTo(SubscriptionState.RETRYING);
        assertThat(third.reason()).contains("ulimit -n 4096").contains("conduit");

        transport.most = 3;
        now = now.plus(Duration.ofMinutes(1));
        reconciliation.pass(plan, QUICK);
        assertThat(transport.ensured).hasSize(3);
    }

    @Test
    void logSaysAgainThatThereIsNoRoomOnceAllHadRoomMeanwhile() {
        transport.most = 1;
        SubscriptionPlan plan = new SubscriptionPlan(
                IntStream.rangeClosed(1, 3)
                        .mapToObj(id -> ofChannel("channel.raid", id))
                        .toList(),
                List.of());
        SubscriptionPlan more = new SubscriptionPlan(
                IntStream.rangeClosed(1, 4)
                        .mapToObj(id -> ofChannel("channel.raid", id))
                        .toList(),
                List.of());
        Logger logger = (Logger) LoggerFactory.getLogger(SocketOpening.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        try {
            reconciliation.pass(plan, REGULAR);
            transport.most = 2;
            now = now.plus(Duration.ofMinutes(1));
            reconciliation.pass(plan, QUICK);
            assertThat(transport.ensured).hasSize(2);
            assertThat(log.list).as("one still waits, as before").hasSize(1);

            transport.most = 3;
            now = now.plus(Duration.ofMinutes(1));
            reconciliation.pass(plan, QUICK);
            assertThat(transport.ensured).hasSize(3);
            reconciliation.pass(more, REGULAR);
            assertThat(log.list).hasSize(2);

            reconciliation.pass(plan, REGULAR);
            reconciliation.pass(more, REGULAR);
            assertThat(log.list).as("the one without room left and came back").hasSize(3);
        } finally {
            logger.detachAppender(log);
        }
    }

    @Test
    void theThreeHundredAndFirstSubscriptionGoesOnASecondSocketAndTheNineHundredAndFirstNowhere() {
        CredentialKey bot = CredentialKey.bot(new TwitchUserId("999"));
        SubscriptionPlan plan = chatsHeardBy(bot, 1, 901);
        reconciliation.pass(plan, REGULAR);
        assertThat(transport.ensured)
                .containsExactlyInAnyOrder(new SocketKey(bot, 0), new SocketKey(bot, 1), new SocketKey(bot, 2));
        for (SocketKey socket : List.copyOf(transport.ensured)) {
            transport.welcome(socket, "s" + socket.number());
            reconciliation.welcomed(socket);
        }
        reconciliation.pass(plan, QUICK);
        for (String session : List.of("s0", "s1", "s2")) {
            assertThat(api.listed.stream().filter(one -> one.sessionId().equals(session)))
                    .hasSize(300);
        }
        assertThat(directory.of(new TwitchUserId("901"))).singleElement().satisfies(status -> {
            assertThat(status.state()).isEqualTo(SubscriptionState.REFUSED);
            assertThat(status.reason()).contains("twitch.eventsub.transport: conduit");
        });
        assertThat(directory.tightestCost()).contains(new CostTotals(0, 10));
    }

    @ParameterizedTest
    @CsvSource({"COST_EXCEEDED", "SOCKET_FULL"})
    void whatDoesNotFitOnWebSocketsNamesConduitsAsTheWayOut(Kind kind) {
        reconciliation.pass(PLAN, REGULAR);
        welcome("s1");
        api.answers.add(failed(kind));
        reconciliation.pass(PLAN, QUICK);
        assertThat(raid().state()).isEqualTo(SubscriptionState.REFUSED);
        assertThat(raid().reason()).contains("twitch.eventsub.transport: conduit");
    }

    @Test
    void nothingIsDoneWhenNothingChanged() {
        enabledOn("s1");
        now = now.plus(Duration.ofMinutes(5));
        reconciliation.pass(PLAN, REGULAR);
        assertThat(api.takeCalls()).containsExactly("list channel 111");
    }

    @Test
    void aFailedListAloneDoesNotMakeHeraldUnready() {
        EventFlow flow = new EventFlow(() -> true, () -> List.of(CHANNEL), directory, false, clock);
        api.failsToList = true;
        enabledOn("s1");
        assertThat(flow.check().up()).isTrue();
        for (int pass = 0; pass < 3; pass++) {
            now = now.plus(Duration.ofMinutes(5));
            reconciliation.pass(PLAN, REGULAR);
            assertThat(api.takeCalls()).containsExactly("list channel 111");
            assertThat(flow.check().up()).isTrue();
        }
        assertThat(flow.check().ages()).containsEntry("oldest-subscription-proof", Duration.ofMinutes(15));
    }

    @Test
    void aListThatHasASubscriptionShowsThatItFlows() {
        enabledOn("s1");
        now = now.plus(Duration.ofMinutes(5));
        assertThat(directory.oldestProof()).contains(Duration.ofMinutes(5));

        reconciliation.pass(PLAN, REGULAR);
        assertThat(directory.oldestProof()).contains(Duration.ZERO);

        transport.lose(SOCKET);
        reconciliation.pass(PLAN, QUICK);
        assertThat(directory.oldestProof()).as("of those that flow").isEmpty();
    }

    @Test
    void whatVanishedAtTwitchIsCreatedAgain() {
        enabledOn("s1");
        api.listed.clear();
        now = now.plus(Duration.ofMinutes(5));
        reconciliation.pass(PLAN, REGULAR);
        assertThat(api.takeCalls()).containsExactly("list channel 111", "create channel.raid 111 s1");
    }

    @Test
    void aDisconnectedChannelIsUnsubscribedAndItsSocketClosed() {
        enabledOn("s1");
        reconciliation.pass(SubscriptionPlan.EMPTY, QUICK);
        assertThat(api.takeCalls()).containsExactly("delete n1");
        assertThat(transport.ensured).isEmpty();
        assertThat(directory.of(CHANNEL)).isEmpty();
    }

    @Test
    void aLostSocketMeansThatEventsDoNotFlowAndTheDeadSessionsListIsCleared() {
        enabledOn("s1");
        transport.lose(SOCKET);
        reconciliation.pass(PLAN, QUICK);
        assertThat(raid().state()).isEqualTo(SubscriptionState.RETRYING);
        welcome("s2");
        reconciliation.pass(PLAN, QUICK);
        assertThat(api.takeCalls()).containsExactly("create channel.raid 111 s2", "list channel 111", "delete n1");
        assertThat(raid().state()).isEqualTo(SubscriptionState.ENABLED);
    }

    @Test
    void anotherProgramsSubscriptionsAreLeftAloneAndDeadOnesToTwitch() {
        api.add("theirs", RAID, "enabled", "their-session");
        api.add("dead", RAID, "websocket_disconnected", "old-session");
        reconciliation.pass(PLAN, REGULAR);
        welcome("s1");
        reconciliation.pass(PLAN, QUICK);
        assertThat(api.takeCalls()).containsExactly("create channel.raid 111 s1", "list channel 111");
    }

    @Test
    void whatNobodyWantsOnOurSessionIsDeleted() {
        enabledOn("s1");
        api.add("x", ONLINE, "enabled", "s1");
        reconciliation.pass(PLAN, REGULAR);
        assertThat(api.takeCalls()).containsExactly("list channel 111", "delete x");
    }

    @Test
    void aSocketWithNothingToCarryIsClosedUntilItsTimeComes() {
        reconciliation.pass(PLAN, REGULAR);
        welcome("s1");
        Instant next = now;
        for (int failures = 0; failures < 3; failures++) {
            now = next;
            api.answers.add(failed(Kind.FORBIDDEN));
            next = reconciliation.pass(PLAN, QUICK);
        }
        assertThat(next).isEqualTo(now.plus(Duration.ofMinutes(2)));
        reconciliation.pass(PLAN, QUICK);
        assertThat(transport.ensured).isEmpty();
        now = next;
        reconciliation.pass(PLAN, QUICK);
        assertThat(transport.ensured).containsExactly(SOCKET);
    }

    @Test
    void requestThatHangsHoldsUpItsOwnerOnly() throws Exception {
        TwitchUserId slow = new TwitchUserId("222");
        CredentialKey owner = CredentialKey.channel(slow);
        SocketKey slowSocket = SocketKey.first(owner);
        DesiredSubscription hanging =
                new DesiredSubscription("channel.raid", "1", Map.of("to_broadcaster_user_id", "222"), slow, owner);
        SubscriptionPlan both = new SubscriptionPlan(List.of(hanging, RAID), List.of());
        reconciliation.pass(both, REGULAR);
        transport.welcome(slowSocket, "slow");
        reconciliation.welcomed(slowSocket);
        CountDownLatch answered = api.hang("222");
        Future<Instant> pass = thread.submit(() -> reconciliation.pass(both, QUICK));
        await().until(() -> api.calls().contains("create channel.raid 222 slow"));

        // Also a socket that opens only now.
        welcome("s1");

        await().until(() -> raid().state() == SubscriptionState.ENABLED);
        assertThat(pass).isNotDone();
        answered.countDown();
        pass.get(10, TimeUnit.SECONDS);
        assertThat(directory.of(slow))
                .singleElement()
                .satisfies(one -> assertThat(one.state()).isEqualTo(SubscriptionState.ENABLED));
    }

    @Test
    void aSessionThatMovedKeepsItsSubscriptions() {
        enabledOn("s1");
        EventTransport.Session before = transport.session(SOCKET).orElseThrow();
        EventTransport.Session moved =
                new EventTransport.Session("s1-moved", before.generation(), Set.of("s1", "s1-moved"));
        transport.move(SOCKET, moved);
        now = now.plus(Duration.ofMinutes(5));
        reconciliation.pass(PLAN, REGULAR);
        assertThat(api.takeCalls()).containsExactly("list channel 111");
    }
}
