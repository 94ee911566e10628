package bot.herald.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.herald.cluster.Roster.ShardLease;
import bot.herald.subscription.ConduitStore.StoredConduit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MembershipTest {
    private static final StoredConduit CONDUIT = new StoredConduit("conduit", 2);
    private static final Duration SOON = Duration.ofSeconds(15);

    private final Scripted roster = new Scripted();
    private final List<Membership> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(Membership::close);
    }

    private final AtomicLong nanos = new AtomicLong();

    private Membership member(OptionalInt shards) {
        Membership member = new Membership(roster, "me", shards, () -> true, nanos::get);
        opened.add(member);
        member.start();
        return member;
    }

    /** Says what it was told to say. */
    private static final class Scripted implements Roster {
        private final List<Sign> signs = new CopyOnWriteArrayList<>();
        private volatile Standing standing = standing(Set.of("me"));
        private volatile boolean away;
        private volatile Handover end = Handover.DONE;
        /** How many looks see the handover under way. */
        private final AtomicInteger underWayFor = new AtomicInteger();

        static Standing standing(Set<String> live, ShardLease... shards) {
            return new Standing(
                    Optional.of(new StoredConduit("conduit", shards.length)), live, List.of(shards), false, false);
        }

        @Override
        public Standing sign(Sign sign) {
            if (away) {
                throw new IllegalStateException("the database is away");
            }
            signs.add(sign);
            return standing;
        }

        @Override
        public void leave(String instance) {
            assertThat(instance).isEqualTo("me");
        }

        @Override
        public Handover handover(String instance) {
            return underWayFor.getAndDecrement() > 0 ? Handover.UNDER_WAY : end;
        }
    }

    private static ShardLease shard(int number, String owner, String servedBy) {
        return new ShardLease(number, Optional.of(owner), Optional.of(servedBy));
    }

    @Test
    void whatMovedAwayIsServedUntilTheNewOwnerServesIt() {
        roster.standing = Scripted.standing(Set.of("me", "you"), shard(0, "me", "me"), shard(1, "you", "me"));
        Membership member = member(OptionalInt.empty());

        assertThat(member.share(CONDUIT).own()).containsExactly(0);
        assertThat(member.share(CONDUIT).handedOver()).containsExactly(1);
        assertThat(member.elsewhere()).isEqualTo(Map.of(1, "you"));
        assertThat(member.instances()).isEqualTo(2);

        roster.standing = Scripted.standing(Set.of("me", "you"), shard(0, "me", "me"), shard(1, "you", "you"));
        member.doubt();
        await().atMost(SOON).until(() -> member.share(CONDUIT).handedOver().isEmpty());
        assertThat(member.share(CONDUIT).servedElsewhere()).isTrue();
    }

    @Test
    void ofAnotherConduitNothingIsKnown() {
        roster.standing = Scripted.standing(Set.of("me"), shard(0, "me", "me"));
        Membership member = member(OptionalInt.empty());
        assertThat(member.share(new StoredConduit("another", 1)).own()).isEmpty();
    }

    @Test
    void shardsStayWhileTheDatabaseIsAwayAndWhatTwitchWasToldIsWrittenAfterwards() {
        roster.standing = Scripted.standing(Set.of("me"), shard(0, "me", "me"));
        Membership member = member(OptionalInt.empty());
        roster.away = true;

        member.served(CONDUIT, Map.of(0, "session"));
        member.doubt();
        assertThat(member.share(CONDUIT).own()).containsExactly(0);
        roster.away = false;

        await().atMost(SOON)
                .until(() -> roster.signs.stream()
                        .anyMatch(sign -> sign.asks() && sign.sessions().equals(Map.of(0, "session"))));
    }

    @Test
    void afterALapseTheDivisionIsLeftAloneForSomeSigns() {
        roster.standing = new Roster.Standing(Optional.of(CONDUIT), Set.of("me"), List.of(), true, false);
        Membership member = member(OptionalInt.empty());
        roster.standing = Scripted.standing(Set.of("me"), shard(0, "me", "me"));
        for (int n = 0; n < 9; n++) {
            int before = roster.signs.size();
            member.doubt();
            await().atMost(SOON).until(() -> roster.signs.size() > before);
        }
        assertThat(roster.signs.get(0).careful()).isFalse();
        assertThat(roster.signs.subList(1, 9)).allMatch(Roster.Sign::careful);
        assertThat(roster.signs.get(9).careful()).isFalse();
    }

    @Test
    void whatTheOperatorSaysIsTheNumberOfShards() {
        Membership member = member(OptionalInt.of(7));
        assertThat(member.wanted(0)).isEqualTo(7);
        assertThat(member.wanted(2)).isEqualTo(7);
    }

    @Test
    void thereAreTwoShardsAtLeastOneMoreAtATimeForMoreInstancesAndNeverFewer() {
        Set<String> three = Set.of("me", "you", "they");
        roster.standing = Scripted.standing(three, shard(0, "me", "me"), shard(1, "you", "you"));
        Membership member = member(OptionalInt.empty());
        assertThat(member.wanted(2)).as("one may be dead and not known to be").isEqualTo(2);
        nanos.addAndGet(Duration.ofSeconds(16).toNanos());
        assertThat(member.wanted(0)).isEqualTo(2);
        assertThat(member.wanted(1)).isEqualTo(2);
        assertThat(member.wanted(2)).isEqualTo(3);
        assertThat(member.wanted(5)).isEqualTo(5);
    }

    @Test
    void noShardIsAddedWhileOneIsNotServed() {
        Set<String> three = Set.of("me", "you", "they");
        roster.standing = Scripted.standing(three, shard(0, "me", "me"), shard(1, "you", "me"));
        Membership member = member(OptionalInt.empty());
        nanos.addAndGet(Duration.ofSeconds(16).toNanos());
        assertThat(member.wanted(2)).isEqualTo(2);
    }

    @Test
    void instanceThatWasKilledAndComesBackAddsNoShard() {
        Set<String> withTheDead = Set.of("me", "you", "you-before");
        roster.standing = Scripted.standing(withTheDead, shard(0, "me", "me"), shard(1, "you-before", "you-before"));
        Membership member = member(OptionalInt.empty());
        nanos.addAndGet(Duration.ofSeconds(6).toNanos());
        roster.standing = Scripted.standing(Set.of("me", "you"), shard(0, "me", "me"), shard(1, "you", "you"));
        signed(member);
        roster.standing = Scripted.standing(withTheDead, shard(0, "me", "me"), shard(1, "you", "you"));
        signed(member);
        nanos.addAndGet(Duration.ofSeconds(6).toNanos());
        assertThat(member.wanted(2)).isEqualTo(2);
    }

    @Test
    void whoeverLeadsIsToldWhenItIsTimeForAnotherShard() {
        Set<String> three = Set.of("me", "you", "they");
        roster.standing = Scripted.standing(three, shard(0, "me", "me"), shard(1, "you", "you"));
        Membership member = member(OptionalInt.empty());
        AtomicInteger told = new AtomicInteger();
        member.listen(told::incrementAndGet);
        signed(member);
        assertThat(told).hasValue(0);
        nanos.addAndGet(Duration.ofSeconds(16).toNanos());
        await().atMost(SOON).until(() -> told.get() > 0);
    }

    private void signed(Membership member) {
        int before = roster.signs.size();
        member.doubt();
        await().atMost(SOON).until(() -> roster.signs.size() > before + 1);
    }

    @Test
    void otherInstancesRequestsReachTheLeader() {
        Membership member = member(OptionalInt.empty());
        AtomicInteger asked = new AtomicInteger();
        member.listenToOthers(asked::incrementAndGet);
        roster.standing = new Roster.Standing(Optional.empty(), Set.of("me", "you"), List.of(), false, true);
        member.doubt();
        await().atMost(SOON).until(() -> asked.get() > 0);
    }

    @Test
    void leavingWaitsUntilOthersServe() {
        roster.underWayFor.set(3);
        member(OptionalInt.empty()).leave();
        assertThat(roster.underWayFor).hasValue(-1);
    }

    @Test
    void leavingGivesUpAfterSomeSeconds() {
        roster.underWayFor.set(Integer.MAX_VALUE);
        Membership member = member(OptionalInt.empty());
        assertThat(CompletableFuture.runAsync(member::leave)).succeedsWithin(SOON);
        assertThat(roster.underWayFor.get())
                .as("it waited, and nobody ever served all")
                .isBetween(1, Integer.MAX_VALUE - 2);
    }

    @Test
    void whoIsAloneLeavesAtOnce() {
        roster.end = Roster.Handover.NOBODY_LEFT;
        member(OptionalInt.empty()).leave();
        assertThat(roster.underWayFor).as("looked once").hasValue(-1);
    }
}
