package bot.herald.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.auth.CredentialKey;
import bot.herald.identity.TwitchUserId;
import bot.herald.retry.WakeUps.Reason;
import bot.herald.subscription.Outages.Cause;
import bot.herald.subscription.ReconciliationStrategy.Work;
import bot.herald.subscription.SubscriptionApi.CostTotals;
import bot.herald.subscription.SubscriptionApi.CreateAnswer;
import bot.herald.subscription.SubscriptionApi.Kind;
import bot.herald.subscription.SubscriptionStatus.SubscriptionState;
import bot.herald.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConduitReconciliationTest {
    private static final TwitchUserId CHANNEL = new TwitchUserId("111");
    private static final CredentialKey BOT = CredentialKey.bot(new TwitchUserId("999"));
    private static final DesiredSubscription RAID = new DesiredSubscription(
            "channel.raid", "1", Map.of("to_broadcaster_user_id", "111"), CHANNEL, CredentialKey.channel(CHANNEL));
    private static final DesiredSubscription CHAT = new DesiredSubscription(
            "channel.chat.message", "1", Map.of("broadcaster_user_id", "111", "user_id", "999"), CHANNEL, BOT);
    private static final SubscriptionPlan PLAN = new SubscriptionPlan(List.of(CHAT, RAID), List.of());
    private static final Work REGULAR = new Work(true, Set.of(), Set.of(), List.of(), Set.of());
    private static final Work QUICK = new Work(false, Set.of(), Set.of(), List.of(), Set.of());

    private final TestClock clock = new TestClock();
    private final FakeConduit conduit = new FakeConduit();
    private final FakeAppSubscriptions api = new FakeAppSubscriptions(conduit);
    private final FakeTransport sockets = new FakeTransport();
    private final FakeApi socketsApi = new FakeApi(sockets);
    private final SubscriptionDirectory directory = new SubscriptionDirectory(clock);
    private final List<CredentialKey> doubted = new ArrayList<>();
    private final ConduitReconciliation reconciliation = new ConduitReconciliation(
            api, new SocketLeftOvers(socketsApi), conduit, directory, doubted::add, clock, () -> 0.0);

    @AfterEach
    void close() {
        reconciliation.close();
    }

    private SubscriptionStatus raid() {
        return directory.of(CHANNEL).stream()
                .filter(status -> status.type().equals("channel.raid"))
                .findFirst()
                .orElseThrow();
    }

    private void enabled() {
        conduit.build("c1");
        reconciliation.pass(PLAN, REGULAR);
        api.takeCalls();
        socketsApi.takeCalls();
    }

    @Test
    void withoutAConduitNothingIsAskedAndTheReasonIsShown() {
        assertThat(reconciliation.pass(PLAN, REGULAR)).isEqualTo(Instant.MAX);
        assertThat(api.takeCalls()).isEmpty();
        assertThat(raid().state()).isEqualTo(SubscriptionState.RETRYING);
        assertThat(raid().reason()).contains("all five are taken");
    }

    @Test
    void firstStartCreatesEachOnceAndThenLists() {
        conduit.build("c1");
        assertThat(reconciliation.pass(PLAN, REGULAR)).isEqualTo(Instant.MAX);
        assertThat(api.takeCalls())
                .containsExactly("create channel.chat.message 111 c1", "create channel.raid 111 c1", "list");
        assertThat(raid().state()).isEqualTo(SubscriptionState.ENABLED);
        assertThat(directory.costOfApp()).contains(new CostTotals(2, 10_000));
    }

    @Test
    void restartWithNothingChangedOnlyLists() {
        api.add("old1", RAID, "enabled", "conduit", "c1");
        api.add("old2", CHAT, "enabled", "conduit", "c1");
        conduit.findAgain("c1");
        reconciliation.pass(PLAN, REGULAR);
        assertThat(api.takeCalls()).containsExactly("list");
        assertThat(socketsApi.takeCalls()).isEmpty();
        assertThat(directory.totals()).containsEntry(SubscriptionState.ENABLED, 2);
        reconciliation.pass(PLAN, QUICK);
        assertThat(api.takeCalls()).isEmpty();
    }

    @Test
    void foreignOnesOfOurConduitAndDeadOnesGoOthersStay() {
        DesiredSubscription online = new DesiredSubscription(
                "stream.online", "1", Map.of("broadcaster_user_id", "5"), new TwitchUserId("5"), BOT);
        api.add("unwanted", online, "enabled", "conduit", "c1");
        api.add("dead", RAID, "authorization_revoked", "conduit", "c1");
        api.add("of-a-lost-conduit", RAID, "conduit_deleted", "conduit", "c0");
        api.add("theirs", RAID, "enabled", "conduit", "their-conduit");
        api.add("hook", RAID, "enabled", "webhook", "");
        conduit.findAgain("c1");
        reconciliation.pass(PLAN, REGULAR);
        assertThat(api.takeCalls())
                .containsExactly(
                        "create channel.chat.message 111 c1",
                        "create channel.raid 111 c1",
                        "delete dead",
                        "delete of-a-lost-conduit",
                        "delete unwanted",
                        "list");
        assertThat(raid().state()).isEqualTo(SubscriptionState.ENABLED);
    }

    @Test
    void thousandsOfDeadOnesDoNotHoldUpWhatIsMissingAndWhatIsWantedAgainStays() {
        for (int n = 0; n < 100; n++) {
            api.add("dead" + n, raidOf(1000 + n), "conduit_deleted", "conduit", "c0");
        }
        api.add("again", RAID, "enabled", "conduit", "c1");
        conduit.findAgain("c1");
        Instant next = reconciliation.pass(new SubscriptionPlan(List.of(CHAT), List.of()), REGULAR);
        assertThat(next).isEqualTo(clock.instant());
        assertThat(api.takeCalls()).hasSize(82).contains("create channel.chat.message 111 c1");
        reconciliation.pass(PLAN, QUICK);
        assertThat(api.listed).extracting(ActualSubscription::status).containsOnly("enabled");
        assertThat(api.listed).hasSize(2);
        assertThat(raid().state()).isEqualTo(SubscriptionState.ENABLED);
    }

    @Test
    void whatIsListedIsHeardBeforeTheLastPageCameAndAlsoIfItNeverComes() {
        api.add("old1", CHAT, "enabled", "conduit", "c1");
        api.add("old2", RAID, "enabled", "conduit", "c1");
        api.listedBeforeItFails = 1;
        conduit.findAgain("c1");
        Instant next = reconciliation.pass(PLAN, REGULAR);
        assertThat(directory.totals()).containsEntry(SubscriptionState.ENABLED, 2);
        assertThat(api.listed).hasSize(2);
        assertThat(next).isBeforeOrEqualTo(clock.instant().plusSeconds(1));
        assertThat(api.takeCalls())
                .as("the one that was not listed is known by the conflict")
                .containsExactly("create channel.raid 111 c1", "list");
    }

    @Test
    void aListThatHasASubscriptionShowsThatItFlows() {
        enabled();
        clock.advance(Duration.ofMinutes(5));
        assertThat(directory.oldestProof()).contains(Duration.ofMinutes(5));

        reconciliation.pass(PLAN, REGULAR);
        assertThat(directory.oldestProof()).contains(Duration.ZERO);

        clock.advance(Duration.ofMinutes(5));
        api.listedBeforeItFails = 1;
        reconciliation.pass(PLAN, REGULAR);
        assertThat(directory.oldestProof()).as("one of two was listed").contains(Duration.ofMinutes(5));
        reconciliation.pass(new SubscriptionPlan(List.of(), List.of()), QUICK);
        assertThat(directory.oldestProof()).as("nothing is wanted").isEmpty();
    }

    @Test
    void withoutAWholeListNothingIsDeletedAndWhatIsMissingIsCreatedAllTheSame() {
        api.listedBeforeItFails = 0;
        api.add("old", RAID, "enabled", "conduit", "c1");
        api.add("unwanted", raidOf(7), "enabled", "conduit", "c1");
        conduit.findAgain("c1");
        Instant next = reconciliation.pass(PLAN, REGULAR);
        assertThat(api.takeCalls())
                .containsExactly("create channel.chat.message 111 c1", "create channel.raid 111 c1", "list");
        assertThat(directory.totals()).containsEntry(SubscriptionState.ENABLED, 2);
        assertThat(api.listed).as("what existed was not created twice").hasSize(3);
        assertThat(next).isBeforeOrEqualTo(clock.instant().plusSeconds(1));
        reconciliation.pass(PLAN, QUICK);
        assertThat(api.takeCalls()).as("not before its time").isEmpty();
        api.listedBeforeItFails = Integer.MAX_VALUE;
        clock.advance(Duration.ofSeconds(1));
        reconciliation.pass(PLAN, QUICK);
        assertThat(api.takeCalls()).containsExactly("delete unwanted", "list");
    }

    @Test
    void listThatFailsForLongIsAskedForEveryTenSeconds() {
        api.listedBeforeItFails = 0;
        conduit.findAgain("c1");
        Instant next = reconciliation.pass(PLAN, REGULAR);
        for (int n = 0; n < 20; n++) {
            clock.advance(Duration.between(clock.instant(), next));
            next = reconciliation.pass(PLAN, QUICK);
        }
        assertThat(next)
                .isBetween(clock.instant().plusSeconds(7), clock.instant().plusSeconds(10));
        assertThat(api.takeCalls()).hasSize(2 + 21);
    }

    @Test
    void conduitThatIsBuiltIsFilledBeforeTheListOfTheDeadIsRead() {
        enabled();
        for (int n = 0; n < 100; n++) {
            api.add("dead" + n, raidOf(1000 + n), "conduit_deleted", "conduit", "c1");
        }
        api.listedBeforeItFails = 0;
        conduit.build("c2");
        reconciliation.pass(PLAN, QUICK);
        assertThat(raid().state()).isEqualTo(SubscriptionState.ENABLED);
        assertThat(api.takeCalls())
                .containsExactly("create channel.chat.message 111 c2", "create channel.raid 111 c2", "list");
    }

    @Test
    void whatWaitedBecauseOfTheConduitBeforeIsCreatedAtOnceOnTheNext() {
        enabled();
        api.listed.clear();
        for (int n = 0; n < 6; n++) {
            api.answers.add(FakeAppSubscriptions.failed(Kind.DEAD_SESSION));
        }
        conduit.build("c2");
        reconciliation.pass(PLAN, REGULAR);
        for (int n = 0; n < 2; n++) {
            clock.advance(Duration.ofSeconds(10));
            reconciliation.pass(PLAN, QUICK);
        }
        api.answers.clear();
        conduit.build("c3");
        reconciliation.pass(PLAN, QUICK);
        assertThat(directory.totals()).containsEntry(SubscriptionState.ENABLED, 2);
    }

    @Test
    void whatTheTransportItselfHasToHearIsKeptAndIsNoChannels() {
        DesiredSubscription own = DesiredSubscription.ofDisabledShards("client", "c1");
        conduit.own = Optional.of(own);
        enabled();
        assertThat(api.listed).anyMatch(own::isSameAs);
        assertThat(directory.totals()).containsEntry(SubscriptionState.ENABLED, 2);
        reconciliation.pass(SubscriptionPlan.EMPTY, REGULAR);
        assertThat(api.listed).hasSize(1).allMatch(own::isSameAs);
        api.listed.clear();
        clock.advance(Duration.ofMinutes(5));
        reconciliation.pass(SubscriptionPlan.EMPTY, REGULAR);
        reconciliation.pass(SubscriptionPlan.EMPTY, QUICK);
        assertThat(api.listed).hasSize(1).allMatch(own::isSameAs);
        assertThat(directory.totals()).isEmpty();
    }

    @Test
    void conflictThatNamesAnIdIsAccepted() {
        conduit.build("c1");
        api.answers.add(new CreateAnswer.AlreadyExists(Optional.of("x")));
        reconciliation.pass(new SubscriptionPlan(List.of(RAID), List.of()), REGULAR);
        assertThat(raid().state()).isEqualTo(SubscriptionState.ENABLED);
        api.takeCalls();
        reconciliation.pass(SubscriptionPlan.EMPTY, QUICK);
        assertThat(api.takeCalls()).containsExactly("delete x");
    }

    @Test
    void conflictThatNamesNoIdIsBelievedWhenItComesTwice() {
        conduit.build("c1");
        SubscriptionPlan plan = new SubscriptionPlan(List.of(RAID), List.of());
        for (int n = 0; n < 2; n++) {
            assertThat(directory.totals().getOrDefault(SubscriptionState.ENABLED, 0))
                    .isZero();
            api.answers.add(new CreateAnswer.AlreadyExists(Optional.empty()));
            clock.advance(Duration.ofSeconds(1));
            reconciliation.pass(plan, QUICK);
        }
        assertThat(raid().state()).isEqualTo(SubscriptionState.ENABLED);
    }

    @Test
    void strayConflictThatNamesNoIdIsTriedAgain() {
        conduit.build("c1");
        SubscriptionPlan plan = new SubscriptionPlan(List.of(RAID), List.of());
        api.answers.add(new CreateAnswer.AlreadyExists(Optional.empty()));
        reconciliation.pass(plan, QUICK);
        clock.advance(Duration.ofSeconds(1));
        reconciliation.pass(plan, QUICK);
        assertThat(api.listed).hasSize(1);
        assertThat(raid().state()).isEqualTo(SubscriptionState.ENABLED);
    }

    @Test
    void disconnectedChannelIsUnsubscribedWithoutListing() {
        enabled();
        reconciliation.pass(new SubscriptionPlan(List.of(CHAT), List.of()), QUICK);
        assertThat(api.takeCalls()).hasSize(1).first().asString().startsWith("delete n");
        assertThat(directory.of(CHANNEL)).hasSize(1);
    }

    @Test
    void rebuiltConduitGetsEverythingAgain() {
        enabled();
        conduit.build("c2");
        api.listed.clear();
        reconciliation.pass(PLAN, QUICK);
        assertThat(api.takeCalls())
                .containsExactly("create channel.chat.message 111 c2", "create channel.raid 111 c2", "list");
    }

    @Test
    void whatVanishedAtTwitchIsCreatedAgain() {
        enabled();
        api.listed.removeIf(actual -> actual.type().equals("channel.raid"));
        clock.advance(Duration.ofMinutes(5));
        reconciliation.pass(PLAN, REGULAR);
        assertThat(api.takeCalls()).containsExactly("create channel.raid 111 c1", "list");
    }

    @Test
    void revokedOneIsShownWithItsReasonAndPutsTheOwnersGrantInDoubt() {
        enabled();
        Revocation revocation =
                new Revocation(Optional.empty(), "channel.raid", "1", RAID.condition(), "authorization_revoked");
        reconciliation.pass(PLAN, new Work(false, Set.of(), Set.of(), List.of(revocation), Set.of()));
        assertThat(raid().state()).isEqualTo(SubscriptionState.REVOKED);
        assertThat(raid().reason()).contains("connect again");
        assertThat(doubted).containsExactly(CredentialKey.channel(CHANNEL));
        assertThat(api.takeCalls()).isEmpty();

        api.listed.replaceAll(actual -> actual.type().equals("channel.raid")
                ? new ActualSubscription(
                        actual.id(),
                        actual.type(),
                        actual.version(),
                        actual.condition(),
                        "authorization_revoked",
                        "conduit",
                        "",
                        "c1",
                        0)
                : actual);
        reconciliation.pass(PLAN, REGULAR);
        assertThat(api.takeCalls()).hasSize(2).last().isEqualTo("list");
        assertThat(raid().state()).isEqualTo(SubscriptionState.REVOKED);

        reconciliation.pass(PLAN, new Work(false, Set.of(), Set.of(CHANNEL), List.of(), Set.of()));
        assertThat(api.takeCalls()).containsExactly("create channel.raid 111 c1");
        assertThat(raid().state()).isEqualTo(SubscriptionState.ENABLED);
    }

    @Test
    void revocationForAnotherReasonDoubtsNobody() {
        enabled();
        Revocation revocation =
                new Revocation(Optional.empty(), "channel.chat.message", "1", CHAT.condition(), "chat_user_banned");
        reconciliation.pass(PLAN, new Work(false, Set.of(), Set.of(), List.of(revocation), Set.of()));
        assertThat(doubted).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "FORBIDDEN, FORBIDDEN",
        "REJECTED, REFUSED",
        "UNAUTHORIZED, TOKEN",
        "RATE_LIMITED, RATE_LIMIT",
        "SERVER_ERROR, SERVER_ERROR",
        "NO_ANSWER, NO_ANSWER"
    })
    void whatStoodInTheWayLastIsToldOnceTheChannelIsHeardAgain(Kind kind, Cause cause) {
        List<Cause> over = new ArrayList<>();
        directory.outages().listen((broadcasterId, why, lasted) -> over.add(why));
        enabled();
        api.listed.clear();
        api.answers.add(FakeAppSubscriptions.failed(kind));
        SubscriptionPlan plan = new SubscriptionPlan(List.of(RAID), List.of());
        conduit.build("c2");
        reconciliation.pass(plan, REGULAR);
        assertThat(over).isEmpty();

        clock.advance(Duration.ofSeconds(10));
        reconciliation.pass(plan, QUICK);

        assertThat(over).containsExactly(cause);
    }

    @Test
    void aLostConduitAndARevocationAreToldAsSuch() {
        List<Cause> over = new ArrayList<>();
        directory.outages().listen((broadcasterId, why, lasted) -> over.add(why));
        SubscriptionPlan plan = new SubscriptionPlan(List.of(RAID), List.of());
        enabled();
        conduit.lose();
        reconciliation.pass(plan, QUICK);
        conduit.build("c2");
        reconciliation.pass(plan, QUICK);
        Revocation revocation =
                new Revocation(Optional.empty(), "channel.raid", "1", RAID.condition(), "authorization_revoked");
        reconciliation.pass(plan, new Work(false, Set.of(), Set.of(), List.of(revocation), Set.of()));
        reconciliation.pass(plan, new Work(false, Set.of(), Set.of(CHANNEL), List.of(), Set.of()));

        assertThat(over).containsExactly(Cause.SOCKET, Cause.REVOKED);
    }

    @ParameterizedTest
    @CsvSource({
        "FORBIDDEN, REFUSED, 5000",
        "REJECTED, RETRYING, 500",
        "TOO_MANY_SOCKETS, RETRYING, 500",
        "COST_EXCEEDED, REFUSED, 500",
        "DEAD_SESSION, RETRYING, 400",
        "UNAUTHORIZED, RETRYING, 400",
        "RATE_LIMITED, RETRYING, 400",
        "SERVER_ERROR, RETRYING, 400",
        "NO_ANSWER, RETRYING, 400"
    })
    void failureIsShownAndTriedAgainInItsTime(Kind kind, SubscriptionState state, long millis) {
        conduit.build("c1");
        api.answers.add(FakeAppSubscriptions.failed(kind));
        Instant next = reconciliation.pass(new SubscriptionPlan(List.of(RAID), List.of()), REGULAR);
        assertThat(raid().state()).isEqualTo(state);
        assertThat(raid().reason()).isNotEmpty();
        assertThat(next).isEqualTo(clock.instant().plusMillis(millis));
        assertThat(conduit.doubts).isEqualTo(kind == Kind.DEAD_SESSION ? 1 : 0);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"FORBIDDEN", "REJECTED", "UNAUTHORIZED", "NO_ANSWER", "SERVER_ERROR"})
    void failureOfOneDoesNotStopTheOthers(Kind kind) {
        conduit.build("c1");
        api.answers.add(FakeAppSubscriptions.failed(kind));
        reconciliation.pass(new SubscriptionPlan(many(), List.of()), REGULAR);
        assertThat(api.takeCalls()).hasSize(80);
    }

    @Test
    void oneThatIsNeverAnsweredDoesNotKeepTheOthersFromTheirTurn() {
        conduit.build("c1");
        api.always = one -> one.broadcasterId().value().equals("1")
                ? Optional.of(FakeAppSubscriptions.failed(Kind.RATE_LIMITED))
                : Optional.empty();
        Instant next = reconciliation.pass(new SubscriptionPlan(many(), List.of()), REGULAR);
        for (int n = 0; n < 8; n++) {
            clock.advance(Duration.between(clock.instant(), next).plusMillis(1));
            next = reconciliation.pass(new SubscriptionPlan(many(), List.of()), QUICK);
        }
        assertThat(directory.totals()).containsEntry(SubscriptionState.ENABLED, 198);
        assertThat(directory.totals()).containsEntry(SubscriptionState.RETRYING, 1);
    }

    @Test
    void severalWithoutAnAnswerStopTheOthersForAMomentAndAnotherTokenEndsThat() {
        conduit.build("c1");
        for (int n = 0; n < 40; n++) {
            api.answers.add(FakeAppSubscriptions.failed(Kind.UNAUTHORIZED));
        }
        Instant next = reconciliation.pass(new SubscriptionPlan(many(), List.of()), REGULAR);
        assertThat(api.takeCalls()).hasSizeLessThan(40);
        assertThat(next).isEqualTo(clock.instant().plusMillis(400));
        reconciliation.pass(new SubscriptionPlan(many(), List.of()), QUICK);
        assertThat(api.takeCalls()).isEmpty();
        api.answers.clear();
        reconciliation.pass(
                new SubscriptionPlan(many(), List.of()),
                new Work(false, Set.of(), Set.of(), List.of(), Set.of(new Reason.AppTokenRenewed())));
        assertThat(api.takeCalls()).hasSize(80);
    }

    private static List<DesiredSubscription> many() {
        return IntStream.range(1, 200)
                .mapToObj(ConduitReconciliationTest::raidOf)
                .toList();
    }

    @Test
    void channelThatConnectsDoesNotWaitForThousands() {
        List<DesiredSubscription> many = new ArrayList<>(IntStream.range(1000, 1300)
                .mapToObj(ConduitReconciliationTest::raidOf)
                .toList());
        conduit.build("c1");
        Instant next = reconciliation.pass(new SubscriptionPlan(many, List.of()), REGULAR);
        assertThat(next).isEqualTo(clock.instant());
        assertThat(api.takeCalls()).hasSize(80);
        many.add(RAID);
        reconciliation.pass(
                new SubscriptionPlan(many, List.of()), new Work(false, Set.of(), Set.of(CHANNEL), List.of(), Set.of()));
        assertThat(raid().state()).isEqualTo(SubscriptionState.ENABLED);
    }

    @Test
    void afterASwitchTheBotsLiveWebSocketSubscriptionsOfTheSameGo() {
        socketsApi.add("left", CHAT, "enabled", "s1");
        socketsApi.add("dead", CHAT, "websocket_disconnected", "s0");
        socketsApi.add("other", raidOf(5), "enabled", "s1");
        enabled();
        assertThat(socketsApi.listed).extracting(ActualSubscription::id).containsExactly("dead", "other");
    }

    @Test
    void tooManyAlikeClearsTheOwnersSocketsAndTriesAgain() {
        conduit.findAgain("c1");
        socketsApi.add("left", RAID, "enabled", "s1");
        api.answers.add(FakeAppSubscriptions.failed(Kind.TOO_MANY_ALIKE));
        SubscriptionPlan plan = new SubscriptionPlan(List.of(RAID), List.of());
        assertThat(reconciliation.pass(plan, REGULAR)).isEqualTo(clock.instant());
        reconciliation.pass(plan, QUICK);
        assertThat(socketsApi.listed).isEmpty();
        assertThat(raid().state()).isEqualTo(SubscriptionState.ENABLED);
    }

    private static DesiredSubscription raidOf(int broadcaster) {
        TwitchUserId id = new TwitchUserId(Integer.toString(broadcaster));
        return new DesiredSubscription(
                "channel.raid", "1", Map.of("to_broadcaster_user_id", id.value()), id, CredentialKey.channel(id));
    }
}
