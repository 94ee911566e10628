package bot.herald.twitch.http;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.testing.TestClock;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ApiBudgetTest {
    private final TestClock clock = new TestClock();
    private final List<Duration> waits = new ArrayList<>();
    private ApiBudget others = new ApiBudget(clock);
    private final ApiBudget budget = new ApiBudget(clock, time -> {
        waits.add(time);
        clock.advance(time);
    });

    private Supplier<HttpAnswer> answering(int status, long limit, long remaining, Duration untilReset) {
        long reset = clock.instant().plus(untilReset).getEpochSecond();
        HttpHeaders headers = HttpHeaders.of(
                Map.of(
                        "Date",
                                List.of(DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                        clock.instant().atOffset(ZoneOffset.UTC))),
                        "Ratelimit-Limit", List.of(Long.toString(limit)),
                        "Ratelimit-Remaining", List.of(Long.toString(remaining)),
                        "Ratelimit-Reset", List.of(Long.toString(reset))),
                (name, value) -> true);
        return () -> new HttpAnswer.Response(status, headers, MissingNode.getInstance());
    }

    private static HttpAnswer noAnswer() {
        return new HttpAnswer.NoAnswer("lost", false);
    }

    private Duration waited() {
        return waits.stream().reduce(Duration.ZERO, Duration::plus);
    }

    @Test
    void untilTwitchSaysOtherwiseItIsEightHundredAMinuteLessTheReserve() {
        for (int i = 0; i < 760; i++) {
            budget.spend(ApiBudgetTest::noAnswer);
        }
        assertThat(waits).isEmpty();
        for (int i = 0; i < 800; i++) {
            budget.spend(ApiBudgetTest::noAnswer);
        }
        assertThat(waited()).isBetween(Duration.ofSeconds(59), Duration.ofSeconds(61));
    }

    @Test
    void nobodyWaitsForEverForABucketThatStaysEmpty() {
        ApiBudget crowded = new ApiBudget(clock, time -> {
            clock.advance(time);
            // Others are always faster.
            empty(others);
        });
        others = crowded;
        empty(crowded);

        HttpAnswer answer = crowded.spend(() -> {
            throw new AssertionError("there was room");
        });

        assertThat(answer)
                .isInstanceOfSatisfying(
                        HttpAnswer.NoAnswer.class,
                        none -> assertThat(none.neverSent()).isTrue());
    }

    private void empty(ApiBudget bucket) {
        bucket.spendNow(answering(200, 800, 0, Duration.ofSeconds(30)));
    }

    @Test
    void emptyBucketIsWaitedForUntilItsReset() {
        budget.spend(answering(200, 800, 0, Duration.ofSeconds(42)));
        assertThat(waits).isEmpty();
        budget.spend(answering(200, 800, 799, Duration.ofSeconds(1)));
        assertThat(waits).containsExactly(Duration.ofSeconds(42));
    }

    @Test
    void resetFarAwayIsNotBelieved() {
        budget.spend(answering(429, 800, 0, Duration.ofDays(1)));
        budget.spend(ApiBudgetTest::noAnswer);
        assertThat(waited()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void pointsThatSomebodyElseSpentAreNoticed() {
        budget.spend(answering(200, 800, 100, Duration.ofSeconds(60)));
        for (int i = 0; i < 60; i++) {
            budget.spend(ApiBudgetTest::noAnswer);
        }
        assertThat(waits).isEmpty();
        budget.spend(ApiBudgetTest::noAnswer);
        assertThat(waits).isNotEmpty();
    }

    @Test
    void anotherSizeOfBucketIsLearned() {
        budget.spend(answering(200, 60, 59, Duration.ofSeconds(1)));
        for (int i = 0; i < 56; i++) {
            budget.spend(ApiBudgetTest::noAnswer);
        }
        assertThat(waits).isEmpty();
        budget.spend(ApiBudgetTest::noAnswer);
        assertThat(waited()).isBetween(Duration.ofMillis(900), Duration.ofMillis(1100));
    }

    @Test
    void whatCannotWaitGoesOutAtOnceFromTheReserve() {
        budget.spend(answering(200, 800, 30, Duration.ofSeconds(60)));
        budget.spendNow(ApiBudgetTest::noAnswer);
        assertThat(waits).isEmpty();
    }

    @Test
    void interruptedWaitAsksNothing() {
        ApiBudget interrupted = new ApiBudget(clock, time -> {
            throw new InterruptedException();
        });
        interrupted.spend(answering(200, 800, 0, Duration.ofSeconds(42)));
        HttpAnswer answer = interrupted.spend(() -> {
            throw new AssertionError("asked");
        });
        assertThat(answer).isEqualTo(new HttpAnswer.NoAnswer("interrupted", true));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aClockThatIsSetBackMakesNobodyWaitLonger() {
        budget.spend(answering(200, 800, 0, Duration.ofSeconds(42)));
        clock.set(Duration.ofHours(-1));
        budget.spend(ApiBudgetTest::noAnswer);

        assertThat(waited()).isEqualTo(Duration.ofSeconds(42));
    }
}
