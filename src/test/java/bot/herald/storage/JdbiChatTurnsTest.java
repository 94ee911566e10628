package bot.herald.storage;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.chat.ChatTurns;
import bot.herald.chat.ChatTurns.Rule;
import bot.herald.chat.ChatTurns.Turn;
import bot.herald.identity.TwitchUserId;
import bot.herald.testing.OnEveryDatabase;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class JdbiChatTurnsTest extends TwoProcesses {
    private static final TwitchUserId ALICE = new TwitchUserId("1");
    private static final TwitchUserId BOB = new TwitchUserId("2");
    private static final Duration LONG = Duration.ofMinutes(10);

    private ChatTurns one;
    private ChatTurns other;

    @BeforeEach
    void open() {
        one = new JdbiChatTurns(first.database());
        other = new JdbiChatTurns(second.database());
    }

    @Test
    void twoInstancesTogetherGetNoMoreTurnsThanTheAccountHas() throws Exception {
        Rule rule = new Rule(20, 1_000, LONG, Duration.ZERO);
        Queue<Turn> turns = new ConcurrentLinkedQueue<>();
        atOnce(4, thread -> {
            for (int line = 0; line < 15; line++) {
                turns.add((thread < 2 ? one : other).take(new TwitchUserId(Integer.toString(100 + line)), rule));
            }
        });

        assertThat(turns).hasSize(60).doesNotHaveAnyElementsOfTypes(Turn.Unknown.class);
        assertThat(turns).filteredOn(Turn.Taken.class::isInstance).hasSize(20);
    }

    @Test
    void aChannelHasItsOwnLimitAndAnotherRoleAHigherOne() {
        Rule rule = new Rule(20, 2, LONG, Duration.ZERO);
        assertThat(one.take(ALICE, rule)).isInstanceOf(Turn.Taken.class);
        assertThat(other.take(ALICE, rule)).isInstanceOf(Turn.Taken.class);

        assertThat(one.take(ALICE, rule)).isInstanceOf(Turn.NotYet.class);
        assertThat(one.take(BOB, rule)).isInstanceOf(Turn.Taken.class);
        assertThat(other.take(ALICE, new Rule(100, 100, LONG, Duration.ZERO))).isInstanceOf(Turn.Taken.class);
    }

    @Test
    void linesOfAChannelAreApartWhoeverSaysThem() {
        Rule rule = new Rule(20, 20, LONG, Duration.ofMillis(400));
        Turn.Taken turn = (Turn.Taken) one.take(ALICE, rule);
        assertThat(other.take(ALICE, rule)).as("under way").isInstanceOf(Turn.NotYet.class);
        one.over(turn, rule);
        assertThat(other.take(ALICE, rule))
                .isInstanceOfSatisfying(
                        Turn.NotYet.class,
                        notYet -> assertThat(notYet.after()).isPositive().isLessThanOrEqualTo(rule.between()));
        assertThat(other.take(BOB, rule)).isInstanceOf(Turn.Taken.class);

        Awaitility.await().until(() -> other.take(ALICE, rule) instanceof Turn.Taken);
    }

    @Test
    void aLineCountsUntilAWindowAfterItsEnd() {
        Rule rule = new Rule(1, 1, Duration.ofMillis(300), Duration.ZERO);
        Turn.Taken turn = (Turn.Taken) one.take(ALICE, rule);
        long begin = System.nanoTime();
        one.over(turn, rule);
        assertThat(other.take(BOB, rule)).isInstanceOf(Turn.NotYet.class);

        Awaitility.await().until(() -> other.take(BOB, rule) instanceof Turn.Taken);
        assertThat(System.nanoTime() - begin)
                .isGreaterThan(Duration.ofMillis(295).toNanos());
    }

    @Test
    void withoutADatabaseNobodyCanTell() {
        second.execute("ALTER TABLE chat_said RENAME TO gone");

        assertThat(one.take(ALICE, new Rule(20, 20, LONG, Duration.ZERO))).isEqualTo(new Turn.Unknown());
    }
}
