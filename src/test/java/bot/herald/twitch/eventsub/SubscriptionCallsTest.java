package bot.herald.twitch.eventsub;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.subscription.SubscriptionApi.ListAnswer;
import bot.herald.twitch.door.HelixAnswer;
import bot.herald.twitch.http.HttpAnswer;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SubscriptionCallsTest {
    private static final URI ADDRESS = URI.create("http://127.0.0.1/eventsub/subscriptions");
    private static final int PAGE = 100;

    private static HelixAnswer<HttpAnswer.Response> page(int number, int pages) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        IntStream.range(0, PAGE)
                .forEach(item -> body.withArray("/data").addObject().put("id", "sub" + number + "-" + item));
        if (number < pages) {
            body.putObject("pagination").put("cursor", "c" + number);
        }
        HttpHeaders none = HttpHeaders.of(Map.of(), (name, value) -> true);
        return new HelixAnswer.Found<>(new HttpAnswer.Response(200, none, body));
    }

    @Test
    void everythingThatTenThousandChannelsHaveIsListed() {
        int all = 10_000 * 8;
        AtomicInteger asked = new AtomicInteger();
        ListAnswer answer = new SubscriptionCalls(ADDRESS)
                .list((call, address, body) -> page(asked.incrementAndGet(), all / PAGE), seen -> {});
        assertThat(answer)
                .isInstanceOfSatisfying(
                        ListAnswer.Listed.class,
                        listed -> assertThat(listed.subscriptions()).hasSize(all));
        assertThat(asked).hasValue(all / PAGE);
    }

    @Test
    void listWhoseCursorsGoRoundIsGivenUp() {
        List<Integer> round = List.of(1, 2, 3, 1);
        AtomicInteger asked = new AtomicInteger();
        ListAnswer answer = new SubscriptionCalls(ADDRESS)
                .list((call, address, body) -> page(round.get(asked.getAndIncrement()), 9), seen -> {});
        assertThat(answer).isInstanceOf(ListAnswer.Failed.class);
        assertThat(asked).hasValue(4);
    }
}
