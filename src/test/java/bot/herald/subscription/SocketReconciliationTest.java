package bot.herald.subscription;

import static bot.herald.subscription.FakeApi.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.herald.auth.CredentialKey;
import bot.herald.identity.ProviderFailure;
import bot.herald.identity.TwitchUserId;
import bot.herald.retry.WakeUps.Reason;
import bot.herald.subscription.EventTransport.SocketKey;
import bot.herald.subscription.ReconciliationStrategy.Work;
import bot.herald.subscription.SubscriptionApi.CostTotals;
import bot.herald.subscription.SubscriptionApi.CreateAnswer;
import bot.herald.subscription.SubscriptionApi.Kind;
import bot.herald.subscription.SubscriptionStatus.SubscriptionState;
import bot.herald.testing.UtcClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SocketReconciliationTest {
    private static final TwitchUserId CHANNEL = new TwitchUserId("111");
    private static final CredentialKey OWNER = CredentialKey.channel(CHANNEL);
    private static final SocketKey SOCKET = SocketKey.first(OWNER);
    private static final DesiredSubscription RAID =
            new DesiredSubscription("channel.raid", "1", Map.of("to_broadcaster_user_id", "111"), CHANNEL, OWNER);
    private static final DesiredSubscription ONLINE =
            new DesiredSubscription("stream.online", "1", Map.of("broadcaster_user_id", "111"), CHANNEL, OWNER);
    private static final DesiredSubscription CHAT =
            new DesiredSubscription("channel.chat.message", "1", Map.of("broadcaster_user_id", "111"), CHANNEL, OWNER);
    private static final SubscriptionPlan PLAN = new SubscriptionPlan(List.of(RAID), List.of());
    private static final Work REGULAR = new Work(true, Set.of(), Set.of(), List.of(), Set.of());
    private static final Work QUICK = new Work(false, Set.of(), Set.of(), List.of(), Set.of());

    private volatile Instant now = Instant.parse("2030-01-01T00:00:00Z");
    private final Clock clock = new UtcClock() {
        @Override
        public Instant instant() {
            return now;
        }
    };
    private final FakeTransport transport = new FakeTransport();
    private final FakeApi api = new FakeApi(transport);
    private final SubscriptionDirectory directory = new SubscriptionDirectory(clock);
    private final SocketReconciliation reconciliation =
            new SocketReconciliation(api, transport, directory, clock, () -> 0.0);

    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    @AfterEach
    void close() {
        reconciliation.close();
        thread.shutdownNow();
    }

    private void welcome(String session) {
        transport.welcome(SOCKET, session);
        reconciliation.welcomed(SOCKET);
    }

    private void enabledOn(String session) {
        reconciliation.pass(PLAN, REGULAR);
        welcome(session);
        reconciliation.pass(PLAN, QUICK);
        api.takeCalls();
    }

    private SubscriptionStatus raid() {
        return directory.of(CHANNEL).stream()
                .filter(status -> status.type().equals("channel.raid"))
                .findFirst()
                .orElseThrow();
    }

    /** @param from the id of the first channel, which are numbered up to {@code to} */
    private static SubscriptionPlan chatsHeardBy(CredentialKey bot, int from, int to) {
        return new SubscriptionPlan(
                IntStream.rangeClosed(from, to)
                        .mapToObj(Integer::toString)
                        .map(id -> new DesiredSubscription(
                                "channel.chat.message",
                                "1",
                                Map.of(
                                        "broadcaster_user_id",
                                        id,
                                        "user_id",
                                        bot.userId().value()),
                                new TwitchUserId(id),
                                bot))
                        .toList(),
                List.of());
    }

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

    private static DesiredSubscription ofChannel(String type, int id) {
        TwitchUserId channel = new TwitchUserId(Integer.toString(id));
        String field = type.equals("channel.raid") ? "to_broadcaster_user_id" : "broadcaster_user_id";
        return new DesiredSubscription(
                type, "1", Map.of(field, channel.value()), channel, CredentialKey.channel(channel));
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
        assertThat(directory.costOf(bot.userId())).contains(new CostTotals(0, 10));
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
    void aConflictIsSuccessOnlyIfTheListedOneIsOnThisSession() {
        reconciliation.pass(PLAN, REGULAR);
        welcome("s1");
        api.add("here", RAID, "enabled", "s1");
        reconciliation.pass(PLAN, QUICK);
        assertThat(raid().state()).isEqualTo(SubscriptionState.ENABLED);
        assertThat(api.takeCalls())
                .containsExactly("create channel.raid 111 s1", "list channel 111", "list channel 111");
    }

    @Test
    void aConflictWithADeadSessionIsDeletedAndTriedOnceMore() {
        reconciliation.pass(PLAN, REGULAR);
        welcome("s1");
        api.add("stale", RAID, "enabled", "dead");
        api.answers.add(new CreateAnswer.AlreadyExists(Optional.of("stale")));
        reconciliation.pass(PLAN, QUICK);
        assertThat(api.takeCalls())
                .startsWith(
                        "create channel.raid 111 s1", "list channel 111", "delete stale", "create channel.raid 111 s1");
        assertThat(raid().state()).isEqualTo(SubscriptionState.ENABLED);
    }

    @Test
    void aConflictThatIsNowhereListedIsNotTakenForSuccess() {
        reconciliation.pass(PLAN, REGULAR);
        welcome("s1");
        api.answers.add(new CreateAnswer.AlreadyExists(Optional.empty()));
        reconciliation.pass(PLAN, QUICK);
        assertThat(raid().state()).isEqualTo(SubscriptionState.RETRYING);
    }

    /** After how many milliseconds the same is tried again, without any other reason. */
    @ParameterizedTest
    @CsvSource({
        "FORBIDDEN, REFUSED, 5000",
        "REJECTED, RETRYING, 500",
        "COST_EXCEEDED, REFUSED, 500",
        "SOCKET_FULL, REFUSED, 500",
        "UNAUTHORIZED, RETRYING, 400",
        "TOO_MANY_SOCKETS, RETRYING, 500",
        "TOO_MANY_ALIKE, RETRYING, 500",
        "RATE_LIMITED, RETRYING, 400",
        "SERVER_ERROR, RETRYING, 400",
        "NO_ANSWER, RETRYING, 400",
    })
    void everyRefusalHasItsStateAndItsPause(Kind kind, SubscriptionState state, long millis) {
        reconciliation.pass(PLAN, REGULAR);
        welcome("s1");
        api.answers.add(failed(kind));
        Instant next = reconciliation.pass(PLAN, QUICK);
        assertThat(raid().state()).isEqualTo(state);
        assertThat(raid().reason()).isNotBlank();
        Instant failedAt = now;
        assertThat(next).isEqualTo(failedAt.plusMillis(millis));
        now = failedAt.plusMillis(millis - 1);
        assertThat(createsOn(QUICK)).isFalse();
        now = failedAt.plusMillis(millis);
        assertThat(createsOn(QUICK)).isTrue();
        assertThat(raid().state()).isEqualTo(SubscriptionState.ENABLED);
    }

    /** Which of two kinds of trouble is the subscription's, and which all of the owner's. */
    @ParameterizedTest
    @CsvSource({
        "UNAUTHORIZED, true",
        "FORBIDDEN, true",
        "REJECTED, true",
        "TOO_MANY_ALIKE, true",
        "SERVER_ERROR, true",
        "RATE_LIMITED, false",
        "NO_ANSWER, false",
        "TOO_MANY_SOCKETS, false"
    })
    void oneSubscriptionsFaultDoesNotStopTheOwnersOthers(Kind kind, boolean goesOn) {
        SubscriptionPlan both = new SubscriptionPlan(List.of(RAID, ONLINE), List.of());
        reconciliation.pass(both, REGULAR);
        welcome("s1");
        api.answers.add(failed(kind));
        Instant next = reconciliation.pass(both, QUICK);
        assertThat(stateOf("stream.online")).isEqualTo(goesOn ? SubscriptionState.ENABLED : SubscriptionState.PENDING);
        now = next;
        reconciliation.pass(both, QUICK);
        assertThat(raid().state()).isEqualTo(SubscriptionState.ENABLED);
        assertThat(stateOf("stream.online")).isEqualTo(SubscriptionState.ENABLED);
    }

    @Test
    void whatTwitchAsksForIsKept() {
        reconciliation.pass(PLAN, REGULAR);
        welcome("s1");
        api.answers.add(new CreateAnswer.Failed(
                Kind.RATE_LIMITED, new ProviderFailure.RetryLater("slow down", Optional.of(Duration.ofSeconds(7)))));
        assertThat(reconciliation.pass(PLAN, QUICK)).isEqualTo(now.plusSeconds(7));
    }

    @Test
    void tokenThatIsRenewedEndsTheWaitForIt() {
        reconciliation.pass(PLAN, REGULAR);
        welcome("s1");
        api.answers.add(new CreateAnswer.Failed(
                Kind.NO_ANSWER, new ProviderFailure.RetryLater("refreshing", Optional.of(Duration.ofSeconds(7)))));
        reconciliation.pass(PLAN, QUICK);
        reconciliation.pass(PLAN, because(new Reason.TokenRenewed(new TwitchUserId("222"))));
        assertThat(raid().state()).isEqualTo(SubscriptionState.RETRYING);
        reconciliation.pass(PLAN, because(new Reason.TokenRenewed(CHANNEL)));
        assertThat(raid().state()).isEqualTo(SubscriptionState.ENABLED);
    }

    @Test
    void lineThatTwitchTookEndsTheWaitForTheEndOfABanButNotMoreOftenThanEveryFiveSeconds() {
        SubscriptionPlan plan = new SubscriptionPlan(List.of(CHAT), List.of());
        reconciliation.pass(plan, REGULAR);
        welcome("s1");
        for (int failures = 1; failures <= 4; failures++) {
            api.answers.add(failed(Kind.FORBIDDEN));
            Instant next = reconciliation.pass(plan, QUICK);
            assertThat(Duration.between(now, next))
                    .isEqualTo(Duration.ofSeconds(List.of(5, 30, 60, 60).get(failures - 1)));
            now = failures < 4 ? next : now;
        }
        Work accepted = because(new Reason.LineAccepted(CHANNEL));
        Instant next = reconciliation.pass(plan, accepted);
        assertThat(next).isEqualTo(now.plusSeconds(5));
        now = next;
        reconciliation.pass(plan, accepted);
        assertThat(stateOf("channel.chat.message")).isEqualTo(SubscriptionState.ENABLED);
    }

    private static Work because(Reason reason) {
        return new Work(false, Set.of(), Set.of(), List.of(), Set.of(reason));
    }

    private SubscriptionState stateOf(String type) {
        return directory.of(CHANNEL).stream()
                .filter(status -> status.type().equals(type))
                .findFirst()
                .orElseThrow()
                .state();
    }

    private boolean createsOn(Work work) {
        api.takeCalls();
        reconciliation.pass(PLAN, work);
        if (transport.ensured.contains(SOCKET) && transport.session(SOCKET).isEmpty()) {
            welcome("again" + now.toEpochMilli());
            reconciliation.pass(PLAN, QUICK);
        }
        return api.takeCalls().stream().anyMatch(call -> call.startsWith("create"));
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
    void aUserWhoConnectsAgainIsTriedAtOnce() {
        reconciliation.pass(PLAN, REGULAR);
        welcome("s1");
        api.answers.add(failed(Kind.FORBIDDEN));
        reconciliation.pass(PLAN, QUICK);
        api.takeCalls();
        reconciliation.pass(PLAN, new Work(false, Set.of(), Set.of(CHANNEL), List.of(), Set.of()));
        assertThat(raid().state()).isEqualTo(SubscriptionState.ENABLED);
    }

    @Test
    void tooManyAlikeMakesRoomByDeletingDeadOnes() {
        reconciliation.pass(PLAN, REGULAR);
        welcome("s1");
        api.add("old1", RAID, "enabled", "dead1");
        api.add("old2", RAID, "websocket_disconnected", "dead2");
        api.answers.add(failed(Kind.TOO_MANY_ALIKE));
        Instant next = reconciliation.pass(PLAN, QUICK);
        assertThat(api.takeCalls()).contains("delete old1", "delete old2");
        now = next;
        reconciliation.pass(PLAN, QUICK);
        assertThat(raid().state()).isEqualTo(SubscriptionState.ENABLED);
    }

    @Test
    void aDeadSessionIsReplaced() {
        reconciliation.pass(PLAN, REGULAR);
        welcome("s1");
        api.answers.add(failed(Kind.DEAD_SESSION));
        now = reconciliation.pass(PLAN, QUICK);
        assertThat(transport.session(SOCKET)).isEmpty();
        reconciliation.pass(PLAN, QUICK);
        welcome("s2");
        reconciliation.pass(PLAN, QUICK);
        assertThat(raid().state()).isEqualTo(SubscriptionState.ENABLED);
    }

    @Test
    void backOffGrowsToTenSeconds() {
        reconciliation.pass(PLAN, REGULAR);
        welcome("s1");
        for (long millis : new long[] {400, 1000, 2000, 4000, 8000, 10_000, 10_000}) {
            api.answers.add(failed(Kind.SERVER_ERROR));
            Instant next = reconciliation.pass(PLAN, QUICK);
            assertThat(Duration.between(now, next)).isEqualTo(Duration.ofMillis(millis));
            now = next;
        }
    }

    @Test
    void aRevocationIsShownAndTriedAgainAsARefusalIs() {
        enabledOn("s1");
        api.listed.clear();
        Revocation revocation =
                new Revocation(Optional.of(OWNER), "channel.raid", "1", RAID.condition(), "authorization_revoked");
        Instant next = reconciliation.pass(PLAN, new Work(true, Set.of(), Set.of(), List.of(revocation), Set.of()));
        assertThat(raid().state()).isEqualTo(SubscriptionState.REVOKED);
        assertThat(raid().reason()).contains("connect again");
        assertThat(api.takeCalls()).noneMatch(call -> call.startsWith("create"));
        assertThat(next).isEqualTo(now.plusSeconds(5));
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
