package bot.herald.storage;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.feature.shoutout.ShoutoutTurns;
import bot.herald.feature.shoutout.ShoutoutTurns.Turn;
import bot.herald.identity.TwitchUserId;
import bot.herald.testing.OnEveryDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class JdbiShoutoutTurnsTest extends TwoProcesses {
    private static final TwitchUserId CHANNEL = new TwitchUserId("1");
    private static final TwitchUserId OTHER_CHANNEL = new TwitchUserId("2");
    private static final TwitchUserId ANN = new TwitchUserId("11");
    private static final TwitchUserId BEN = new TwitchUserId("12");
    private static final Duration COOLDOWN = Duration.ofMinutes(2);
    private static final Duration HOUR = Duration.ofHours(1);

    private ShoutoutTurns one;
    private ShoutoutTurns other;

    @BeforeEach
    void open() {
        one = new JdbiShoutoutTurns(first.database());
        other = new JdbiShoutoutTurns(second.database());
    }

    @Test
    void ofManyWhoAskAtOnceOneGetsTheTurn() throws Exception {
        Queue<Turn> turns = new ConcurrentLinkedQueue<>();
        atOnce(
                6,
                thread -> turns.add(
                        (thread < 3 ? one : other).take(CHANNEL, new TwitchUserId(Integer.toString(100 + thread)))));

        assertThat(turns).hasSize(6);
        assertThat(turns).filteredOn(Turn.Taken.class::isInstance).hasSize(1);
        assertThat(other.take(OTHER_CHANNEL, ANN)).isEqualTo(new Turn.Taken());
    }

    @Test
    void oneThatWasGivenStopsTheOtherInstanceForTwoMinutesAndThatTargetForAnHour() {
        assertThat(one.take(CHANNEL, ANN)).isEqualTo(new Turn.Taken());
        one.given(CHANNEL, ANN, COOLDOWN, HOUR);
        assertThat(other.take(CHANNEL, BEN))
                .isInstanceOfSatisfying(
                        Turn.ChannelNotYet.class,
                        not -> assertThat(not.after()).isBetween(COOLDOWN.minusSeconds(20), COOLDOWN));
        first.execute("UPDATE shoutout_turn SET free_at = 0 WHERE target = ''");

        assertThat(other.take(CHANNEL, ANN))
                .isInstanceOfSatisfying(
                        Turn.TargetNotYet.class, not -> assertThat(not.after()).isBetween(HOUR.minusSeconds(20), HOUR));
        assertThat(other.take(CHANNEL, BEN)).isEqualTo(new Turn.Taken());
    }

    @Test
    void whatCameToNothingLeavesTheTurnToTheNextButNotWhatSomebodyGaveMeanwhile() {
        assertThat(one.take(CHANNEL, ANN)).isEqualTo(new Turn.Taken());
        one.release(CHANNEL);
        assertThat(other.take(CHANNEL, ANN)).isEqualTo(new Turn.Taken());
        one.given(CHANNEL, BEN, COOLDOWN, HOUR);
        other.release(CHANNEL);

        assertThat(one.take(CHANNEL, ANN)).isInstanceOf(Turn.ChannelNotYet.class);
    }

    @Test
    void turnsThatAreFreeAgainAreSwept() {
        one.given(CHANNEL, ANN, Duration.ofSeconds(-1), HOUR);
        new JdbiShoutoutTurns(first.database()).sweep();

        List<String> left = first.database()
                .jdbi()
                .withHandle(handle -> handle.createQuery("SELECT target FROM shoutout_turn")
                        .mapTo(String.class)
                        .list());
        assertThat(left).containsExactly(ANN.value());
    }

    @Test
    void withoutADatabaseTwitchDecides() {
        second.execute("ALTER TABLE shoutout_turn RENAME TO gone");

        assertThat(one.take(CHANNEL, ANN)).isEqualTo(new Turn.Taken());
    }
}
