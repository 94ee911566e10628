package bot.herald.subscription;

import static bot.herald.subscription.FakeApi.failed;
import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.auth.CredentialKey;
import bot.herald.identity.TwitchUserId;
import bot.herald.subscription.SubscriptionApi.CreateAnswer;
import bot.herald.subscription.SubscriptionApi.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReconciliationTest {
    private static final TwitchUserId CHANNEL = new TwitchUserId("111");
    private static final CredentialKey OWNER = CredentialKey.channel(CHANNEL);
    private static final SocketKey SOCKET = SocketKey.first(OWNER);
    private static final DesiredSubscription RAID =
            new DesiredSubscription("channel.raid", "1", Map.of("to_broadcaster_user_id", "111"), CHANNEL, OWNER);
    private static final SubscriptionPlan PLAN = new SubscriptionPlan(List.of(RAID), List.of());
    private static final Work REGULAR = new Work(false, true, true, Set.of(), Set.of(), List.of());
    private static final Work QUICK = new Work(false, false, false, Set.of(), Set.of(), List.of());

    private Instant now = Instant.parse("2030-01-01T00:00:00Z");
    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return now;
        }
    };
    private final FakeTransport transport = new FakeTransport();
    private final FakeApi api = new FakeApi(transport);
    private final SubscriptionDirectory directory = new SubscriptionDirectory(clock);
    private final Reconciliation reconciliation = new Reconciliation(api, transport, directory, clock, () -> 1.0);

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
    void theThreeHundredAndFirstSubscriptionGoesOnASecondSocketAndTheNineHundredAndFirstNowhere() {
        CredentialKey bot = CredentialKey.bot(new TwitchUserId("999"));
        List<DesiredSubscription> chats = IntStream.rangeClosed(1, 901)
                .mapToObj(Integer::toString)
                .map(id -> new DesiredSubscription(
                        "channel.chat.message",
                        "1",
                        Map.of("broadcaster_user_id", id, "user_id", "999"),
                        new TwitchUserId(id),
                        bot))
                .toList();
        SubscriptionPlan plan = new SubscriptionPlan(chats, List.of());
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
    void anotherProgramsLiveSubscriptionsAreLeftAloneAndDeadOnesDeleted() {
        api.add("theirs", RAID, "enabled", "their-session");
        api.add("dead", RAID, "websocket_disconnected", "old-session");
        reconciliation.pass(PLAN, REGULAR);
        welcome("s1");
        reconciliation.pass(PLAN, QUICK);
        assertThat(api.takeCalls()).containsExactly("create channel.raid 111 s1", "list channel 111", "delete dead");
    }

    @Test
    void whatNobodyWantsOnOurSessionIsDeleted() {
        enabledOn("s1");
        DesiredSubscription other =
                new DesiredSubscription("stream.online", "1", Map.of("broadcaster_user_id", "111"), CHANNEL, OWNER);
        api.add("x", other, "enabled", "s1");
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

    /** After how many seconds the same is tried again, on a quick pass and on the regular one. */
    @ParameterizedTest
    @CsvSource({
        "FORBIDDEN, REFUSED, 3600, 3600",
        "REJECTED, REFUSED, never, 300",
        "COST_EXCEEDED, REFUSED, never, 300",
        "UNAUTHORIZED, REFUSED, never, 300",
        "TOO_MANY_SOCKETS, RETRYING, never, 300",
        "TOO_MANY_ALIKE, RETRYING, never, 300",
        "RATE_LIMITED, RETRYING, 30, 30",
        "SERVER_ERROR, RETRYING, 1, 1",
        "NO_ANSWER, RETRYING, 1, 1",
    })
    void everyRefusalHasItsStateAndItsPause(Kind kind, SubscriptionState state, String quick, long regular) {
        reconciliation.pass(PLAN, REGULAR);
        welcome("s1");
        api.answers.add(failed(kind));
        Instant next = reconciliation.pass(PLAN, QUICK);
        assertThat(raid().state()).isEqualTo(state);
        assertThat(raid().reason()).isNotBlank();
        Instant failedAt = now;
        assertThat(next).isEqualTo(quick.equals("never") ? Instant.MAX : failedAt.plusSeconds(Long.parseLong(quick)));
        now = failedAt.plusSeconds(regular).minusMillis(1);
        assertThat(createsOn(quick.equals("never") ? QUICK : REGULAR)).isFalse();
        now = failedAt.plusSeconds(regular);
        assertThat(createsOn(REGULAR)).isTrue();
        assertThat(raid().state()).isEqualTo(SubscriptionState.ENABLED);
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
        api.answers.add(failed(Kind.FORBIDDEN));
        reconciliation.pass(PLAN, QUICK);
        reconciliation.pass(PLAN, QUICK);
        assertThat(transport.ensured).isEmpty();
        now = now.plus(Duration.ofHours(1));
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
        reconciliation.pass(PLAN, new Work(false, false, false, Set.of(), Set.of(CHANNEL), List.of()));
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
    void backOffDoublesUpToAMinute() {
        reconciliation.pass(PLAN, REGULAR);
        welcome("s1");
        for (long pause : new long[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            api.answers.add(failed(Kind.SERVER_ERROR));
            Instant next = reconciliation.pass(PLAN, QUICK);
            assertThat(Duration.between(now, next)).isEqualTo(Duration.ofSeconds(pause));
            now = next;
        }
    }

    @Test
    void aRevocationIsShownAndNotFoughtForAnHour() {
        enabledOn("s1");
        api.listed.clear();
        Revocation revocation =
                new Revocation(Optional.of(OWNER), "channel.raid", "1", RAID.condition(), "authorization_revoked");
        reconciliation.pass(PLAN, new Work(false, true, true, Set.of(), Set.of(), List.of(revocation)));
        assertThat(raid().state()).isEqualTo(SubscriptionState.REVOKED);
        assertThat(raid().reason()).contains("connect again");
        assertThat(api.takeCalls()).noneMatch(call -> call.startsWith("create"));
        assertThat(transport.ensured).isEmpty();
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
