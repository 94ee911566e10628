package bot.herald.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetryPolicyTest {
    @Test
    void passingFaultsOfAMomentAreTriedTwiceWithinTwoSeconds() {
        Duration two = RetryPolicy.PASSING
                .after(1, Optional.empty(), () -> 0)
                .plus(RetryPolicy.PASSING.after(2, Optional.empty(), () -> 0));
        assertThat(two).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void whatMakesAChatDeafIsTriedEveryTenSecondsAtLeast() {
        assertThat(RetryPolicy.PASSING.after(1000, Optional.empty(), () -> 0)).isEqualTo(Duration.ofSeconds(10));
        assertThat(RetryPolicy.CONNECTING.longest()).isLessThanOrEqualTo(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @EnumSource(RetryPolicy.class)
    void pausesGrowToTheLongest(RetryPolicy policy) {
        assertThat(IntStream.rangeClosed(1, 20).mapToObj(n -> policy.after(n, Optional.empty(), () -> 0)))
                .isSorted()
                .endsWith(policy.longest());
    }

    @Test
    void aPauseIsShortenedByAQuarterAtMost() {
        assertThat(RetryPolicy.PASSING.after(3, Optional.empty(), () -> 1)).isEqualTo(Duration.ofMillis(1500));
    }

    @Test
    void whatTheServerAsksForWinsOnlyWhenItIsLonger() {
        assertThat(RetryPolicy.PASSING.after(1, Optional.of(Duration.ofSeconds(30)), () -> 0))
                .isEqualTo(Duration.ofSeconds(30));
        assertThat(RetryPolicy.PASSING.after(6, Optional.of(Duration.ofSeconds(1)), () -> 0))
                .isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void thereIsNoPauseBeforeAFailure() {
        assertThatThrownBy(() -> RetryPolicy.PASSING.after(0, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
