package bot.herald.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bot.herald.event.ModeratorAdded;
import bot.herald.event.ShoutoutCreated;
import bot.herald.event.UserUpdated;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchUserId;
import bot.herald.subscription.SubscriptionApi.CostTotals;
import bot.herald.subscription.SubscriptionPlan.PlannedChannel;
import bot.herald.subscription.SubscriptionStatus.SubscriptionState;
import bot.herald.testing.TestClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SubscriptionDirectoryTest {
    private static final TwitchUserId CHANNEL = new TwitchUserId("111");
    private static final TwitchUserId BOT = new TwitchUserId("999");
    private static final SubscriptionPlan PLAN = Plans.of(
            Optional.of(new PlannedChannel(BOT, Set.of(Scope.USER_READ_CHAT, Scope.MODERATOR_MANAGE_SHOUTOUTS))),
            List.of(new PlannedChannel(
                    CHANNEL,
                    Set.of(),
                    WantedEvents.of(Set.of(ShoutoutCreated.class, ModeratorAdded.class, UserUpdated.class)))));

    private final SubscriptionDirectory directory = new SubscriptionDirectory(Clock.systemUTC());

    private void put(String type, SubscriptionState state, String reason) {
        directory.put(
                PLAN.desired().stream()
                        .filter(one -> one.type().equals(type))
                        .findFirst()
                        .orElseThrow(),
                state,
                reason,
                0);
    }

    private SubscriptionStatus status(String type) {
        return directory.of(CHANNEL).stream()
                .filter(one -> one.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aChannelIsCompleteWithItsChatAndItsRaidsWhateverElseIsRefusedOrLeftOut() throws Exception {
        directory.follow(PLAN);
        assertThat(directory.isComplete(CHANNEL)).isFalse();
        put("channel.chat.message", SubscriptionState.ENABLED, "");
        assertThat(directory.isComplete(CHANNEL)).isFalse();
        assertThat(directory.awaitAnswered(CHANNEL, Duration.ZERO)).isFalse();
        put("channel.raid", SubscriptionState.ENABLED, "");
        put("channel.shoutout.create", SubscriptionState.REFUSED, "not a moderator");
        assertThat(directory.isComplete(CHANNEL)).isTrue();
        assertThat(directory.awaitAnswered(CHANNEL, Duration.ZERO)).isTrue();
        assertThat(status("channel.shoutout.create").reason()).isEqualTo("not a moderator");
        assertThat(status("channel.moderator.add").state()).isEqualTo(SubscriptionState.MISSING_SCOPE);
        assertThat(status("channel.moderator.add").reason()).contains("moderation:read");
        put("channel.raid", SubscriptionState.RETRYING, "lost");
        assertThat(directory.isComplete(CHANNEL)).isFalse();
    }

    @Test
    void whoIsNoChannelIsNeverCompleteAndItsNameIsNoEventOfAChannel() {
        directory.follow(PLAN);
        put("user.update", SubscriptionState.ENABLED, "");
        put("stream.online", SubscriptionState.ENABLED, "");
        assertThat(directory.of(BOT)).extracting(SubscriptionStatus::type).containsExactly("user.update");
        assertThat(directory.isComplete(BOT)).isFalse();
        assertThat(directory.isAnythingEssentialFlowing()).isFalse();
        put("channel.raid", SubscriptionState.ENABLED, "");
        assertThat(directory.isAnythingEssentialFlowing()).isTrue();
    }

    @Test
    void whatAnotherProcessWroteReplacesWhatIsHeld() {
        Written written = new Written();
        directory.follow(PLAN);
        put("channel.raid", SubscriptionState.ENABLED, "");
        directory.writeChanges(written);
        SubscriptionDirectory other = new SubscriptionDirectory(Clock.systemUTC());

        other.read(written);
        assertThat(other.of(CHANNEL)).isEqualTo(directory.of(CHANNEL)).isNotEmpty();

        written.last = Map.of();
        other.read(written);
        assertThat(other.of(CHANNEL)).isEmpty();
    }

    @Test
    void sinceWhenEventsArriveIsMeasuredWithAClockThatNobodySets() {
        TestClock clock = new TestClock();
        SubscriptionDirectory held = new SubscriptionDirectory(clock);
        DesiredSubscription raids = PLAN.desired().stream()
                .filter(one -> one.type().equals("channel.raid"))
                .findFirst()
                .orElseThrow();
        held.follow(PLAN);
        assertThat(held.flowingSince(CHANNEL, "channel.raid")).isEmpty();
        held.put(raids, SubscriptionState.ENABLED, "", 0);
        Instant first = held.flowingSince(CHANNEL, "channel.raid").orElseThrow();
        held.put(raids, SubscriptionState.RETRYING, "lost", 0);
        assertThat(held.flowingSince(CHANNEL, "channel.raid")).isEmpty();
        clock.advance(Duration.ofSeconds(5));
        clock.set(Duration.ofHours(-1));
        held.put(raids, SubscriptionState.ENABLED, "", 0);

        assertThat(held.flowingSince(CHANNEL, "channel.raid"))
                .hasValueSatisfying(again -> assertThat(again).isAfterOrEqualTo(first));
    }

    @Test
    void eventsThatAnotherProcessBringsArriveSinceThisOneHeardOfIt() {
        Written written = new Written();
        TestClock clock = new TestClock();
        SubscriptionDirectory other = new SubscriptionDirectory(clock);
        directory.follow(PLAN);
        put("channel.raid", SubscriptionState.ENABLED, "");
        directory.writeChanges(written);

        other.read(written);
        Instant first = other.flowingSince(CHANNEL, "channel.raid").orElseThrow();
        assertThat(first).isEqualTo(clock.instant());
        assertThat(other.oldestProof()).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        other.read(written);
        assertThat(other.flowingSince(CHANNEL, "channel.raid")).contains(first);

        put("channel.raid", SubscriptionState.RETRYING, "lost");
        put("channel.raid", SubscriptionState.ENABLED, "");
        directory.writeChanges(written);
        other.read(written);
        assertThat(other.flowingSince(CHANNEL, "channel.raid")).contains(clock.instant());

        written.last = Map.of();
        other.read(written);
        assertThat(other.flowingSince(CHANNEL, "channel.raid")).isEmpty();
    }

    @Test
    void changesAreWrittenOnceAndAgainWhenTheyCouldNotBeWritten() {
        Written written = new Written();
        directory.follow(PLAN);
        put("channel.raid", SubscriptionState.ENABLED, "");

        written.broken = true;
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> directory.writeChanges(written));
        written.broken = false;
        directory.writeChanges(written);

        assertThat(written.last.get(CHANNEL)).isEqualTo(directory.of(CHANNEL));
        assertThat(written.last).containsKey(BOT);
        directory.writeChanges(written);
        assertThat(written.last).isEmpty();

        put("channel.raid", SubscriptionState.RETRYING, "lost");
        directory.writeChanges(written);
        assertThat(written.last).containsOnlyKeys(CHANNEL);

        directory.follow(SubscriptionPlan.EMPTY);
        directory.writeChanges(written);
        assertThat(written.last).containsEntry(CHANNEL, List.of()).containsEntry(BOT, List.of());
    }

    @Test
    void totalsAreCountedByTypeAndState() {
        directory.follow(PLAN);
        put("channel.raid", SubscriptionState.ENABLED, "");

        assertThat(directory.totalsByType())
                .containsEntry("channel.raid", Map.of("enabled", 1))
                .containsEntry("channel.moderator.add", Map.of("missing-scope", 1));
    }

    @Test
    void tightestCostIsThatWhichLeavesLeast() {
        assertThat(directory.tightestCost()).isEmpty();
        directory.costs().reportedOfApp(new CostTotals(100, 10_000));
        directory.costs().reported(CHANNEL, new CostTotals(3, 10));
        directory.costs().reported(BOT, new CostTotals(9, 10));

        assertThat(directory.tightestCost()).contains(new CostTotals(9, 10));
    }

    @Test
    void costOfAnAccountWhoseTokenIsNoLongerUsedDoesNotCount() {
        directory.costs().reportedOfApp(new CostTotals(100, 10_000));
        directory.costs().reported(CHANNEL, new CostTotals(9, 10));

        directory.follow(SubscriptionPlan.EMPTY);

        assertThat(directory.tightestCost()).contains(new CostTotals(100, 10_000));
    }

    private static final class Written implements SubscriptionRecords {
        private Map<TwitchUserId, List<SubscriptionStatus>> last = Map.of();
        private boolean broken;

        @Override
        public void replace(Map<TwitchUserId, List<SubscriptionStatus>> byBroadcaster) {
            if (broken) {
                throw new IllegalStateException("the disk is full");
            }
            last = Map.copyOf(byBroadcaster);
        }

        @Override
        public Map<TwitchUserId, List<SubscriptionStatus>> all() {
            return last;
        }

        @Override
        public String mark() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void clear() {
            throw new UnsupportedOperationException();
        }
    }
}
