package bot.herald.twitch.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a refusal for the number of calls says of when to come back. */
class RetryAfterTest {
    /** Years from any clock of ours. */
    private static final String DATE = "Date: Tue, 01 Feb 2022 10:00:00 GMT";

    private static final String SEVEN_SECONDS_LATER = "Ratelimit-Reset: 1643709607";

    private static Optional<Duration> after(String... headers) {
        Map<String, List<String>> all = Arrays.stream(headers)
                .map(header -> header.split(": ", 2))
                .collect(Collectors.toMap(header -> header[0], header -> List.of(header[1])));
        HttpHeaders read = HttpHeaders.of(all, (name, value) -> true);
        return new HttpAnswer.Response(429, read, MissingNode.getInstance()).retryAfter();
    }

    @Test
    void aResetIsReckonedFromTheDateOfTheSameAnswer() {
        assertThat(after(DATE, SEVEN_SECONDS_LATER)).contains(Duration.ofSeconds(7));
        assertThat(after(DATE, SEVEN_SECONDS_LATER, "Ratelimit-Remaining: 0")).contains(Duration.ofSeconds(7));
    }

    @Test
    void oneThatIsPastMeansAtOnceAndOneFarOffIsBounded() {
        assertThat(after(DATE, "Ratelimit-Reset: 1643709599")).contains(Duration.ZERO);
        assertThat(after(DATE, "Ratelimit-Reset: 1743709607")).contains(Duration.ofMinutes(10));
    }

    @Test
    void whatTwitchAsksForInWordsOfItsOwnComesFirst() {
        assertThat(after(DATE, SEVEN_SECONDS_LATER, "Retry-After: 3")).contains(Duration.ofSeconds(3));
    }

    @Test
    void withPointsLeftTheResetSaysNothing() {
        assertThat(after(DATE, SEVEN_SECONDS_LATER, "Ratelimit-Remaining: 12")).isEmpty();
    }

    @Test
    void whatCannotBeReadSaysNothing() {
        assertThat(after(SEVEN_SECONDS_LATER)).isEmpty();
        assertThat(after("Date: today", SEVEN_SECONDS_LATER)).isEmpty();
        assertThat(after(DATE, "Ratelimit-Reset: soon")).isEmpty();
        assertThat(after(DATE)).isEmpty();
    }
}
