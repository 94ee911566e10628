package bot.herald.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.identity.TwitchUserId;
import bot.herald.subscription.ReconciliationStrategy.Work;
import bot.herald.subscription.SubscriptionApi.CostTotals;
import bot.herald.subscription.SubscriptionApi.Kind;
import bot.herald.subscription.SubscriptionStatus.SubscriptionState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConduitReconciliationTest extends ConduitReconciliationFixture {
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
        assertThat(directory.tightestCost()).contains(new CostTotals(2, 10_000));
    }

    @Test
    void restartWithNothingChangedOnlyLists() {
        api.add("old1", RAID, "enabled", "conduit", "c1");
        api.add("old2", CHAT, "enabled", "conduit", "c1");
        conduit.findAgain("c1");
        reconciliation.pass(PLAN, REGULAR);
        assertThat(api.takeCalls()).containsExactly("list");
        assertThat(socketsApi.takeCalls()).isEmpty();
        assertThat(StateTotals.of(directory)).containsEntry(SubscriptionState.ENABLED, 2);
        reconciliation.pass(PLAN, QUICK);
        assertThat(api.takeCalls()).isEmpty();
    }

    @Test
    void youngOneThatIsListedAsDeadIsCreatedAgain() {
        conduit.build("c1");
        reconciliation.pass(PLAN, REGULAR);
        String id = api.listed.stream()
                .filter(one -> one.type().equals("channel.raid"))
                .findFirst()
                .orElseThrow()
                .id();
        api.listed.removeIf(one -> one.id().equals(id));
        api.add(id, RAID, "authorization_revoked", "conduit", "c1");
        api.takeCalls();

        reconciliation.pass(PLAN, REGULAR);

        assertThat(api.takeCalls()).contains("create channel.raid 111 c1", "delete " + id);
        assertThat(raid().state()).isEqualTo(SubscriptionState.ENABLED);
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
    void whoLostTheLeadDuringAPassDeletesNothingOfTheOneThatLeadsNow() {
        api.add("others", raidOf(5), "enabled", "conduit", "c1");
        conduit.findAgain("c1");
        api.always = one -> {
            leads = false;
            return Optional.empty();
        };
        reconciliation.pass(PLAN, REGULAR);
        assertThat(api.takeCalls()).contains("list").noneMatch(call -> call.startsWith("delete"));
        assertThat(api.listed).extracting(ActualSubscription::id).contains("others");
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
        assertThat(StateTotals.of(directory)).containsEntry(SubscriptionState.ENABLED, 2);
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
        assertThat(StateTotals.of(directory)).containsEntry(SubscriptionState.ENABLED, 2);
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
        assertThat(StateTotals.of(directory)).containsEntry(SubscriptionState.ENABLED, 2);
    }

    @Test
    void whatTheTransportItselfHasToHearIsKeptAndIsNoChannels() {
        DesiredSubscription own = DesiredSubscription.ofDisabledShards("client", "c1");
        conduit.own = Optional.of(own);
        enabled();
        assertThat(api.listed).anyMatch(own::isSameAs);
        assertThat(StateTotals.of(directory)).containsEntry(SubscriptionState.ENABLED, 2);
        reconciliation.pass(SubscriptionPlan.EMPTY, REGULAR);
        assertThat(api.listed).hasSize(1).allMatch(own::isSameAs);
        api.listed.clear();
        clock.advance(Duration.ofMinutes(5));
        reconciliation.pass(SubscriptionPlan.EMPTY, REGULAR);
        reconciliation.pass(SubscriptionPlan.EMPTY, QUICK);
        assertThat(api.listed).hasSize(1).allMatch(own::isSameAs);
        assertThat(StateTotals.of(directory)).isEmpty();
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
    void channelThatConnectsDoesNotWaitForThousands() {
        List<DesiredSubscription> many = new ArrayList<>(IntStream.range(1000, 1300)
                .mapToObj(ConduitReconciliationFixture::raidOf)
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
}
