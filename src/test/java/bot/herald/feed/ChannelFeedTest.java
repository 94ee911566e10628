package bot.herald.feed;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.identity.TwitchUserId;
import bot.herald.testing.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ChannelFeedTest {
    private static final TwitchUserId ALICE = new TwitchUserId("100");
    private static final TwitchUserId BOB = new TwitchUserId("200");

    private final TestClock clock = new TestClock();
    private final ChannelFeed feed = new ChannelFeed(clock);
    private final List<FeedEvent> seen = new ArrayList<>();

    @Test
    void theLastTwoHundredAreKept() {
        for (int i = 0; i < 250; i++) {
            publish(i);
        }

        assertThat(feed.latest(ALICE)).hasSize(200);
        assertThat(numbers(feed.latest(ALICE))).startsWith(50).endsWith(249);
    }

    @Test
    void whoComesBackGetsWhatWasMissed() {
        publish(1);
        publish(2);
        long last = feed.latest(ALICE).get(0).id();

        feed.watch(ALICE, OptionalLong.of(last), seen::add);
        publish(3);

        assertThat(numbers(seen)).containsExactly(2, 3);
    }

    @Test
    void whoComesFreshGetsOnlyWhatIsNew() {
        publish(1);

        feed.watch(ALICE, OptionalLong.empty(), seen::add);
        publish(2);

        assertThat(numbers(seen)).containsExactly(2);
    }

    @Test
    void whatSomebodyWatchesIsKnownAndForAMomentAfterThat() {
        List<TwitchUserId> begun = new ArrayList<>();
        feed.whenWatched(begun::add);
        publish(1);
        assertThat(feed.watched()).isEmpty();

        Runnable first = feed.watch(ALICE, OptionalLong.empty(), seen::add);
        Runnable second = feed.watch(ALICE, OptionalLong.empty(), seen::add);
        first.run();
        assertThat(feed.watched()).containsExactly(ALICE);
        second.run();
        clock.advance(ChannelFeed.LINGER.minusMillis(1));
        assertThat(feed.watched()).containsExactly(ALICE);
        feed.watch(ALICE, OptionalLong.empty(), seen::add).run();
        assertThat(begun).as("from one page to the next").containsExactly(ALICE);

        clock.advance(ChannelFeed.LINGER);
        assertThat(feed.watched()).isEmpty();
        feed.watch(ALICE, OptionalLong.empty(), seen::add);
        assertThat(begun).containsExactly(ALICE, ALICE);
    }

    @Test
    void whoStopsWatchingGetsNothingMore() {
        Runnable stop = feed.watch(ALICE, OptionalLong.empty(), seen::add);

        stop.run();
        publish(1);

        assertThat(seen).isEmpty();
    }

    @Test
    void channelsAreApart() {
        feed.watch(BOB, OptionalLong.of(0), seen::add);

        publish(1);

        assertThat(seen).isEmpty();
        assertThat(feed.latest(BOB)).isEmpty();
    }

    @Test
    void whatIsForgottenIsNotShownAgain() {
        publish(1);

        feed.forget(ALICE);
        feed.watch(ALICE, OptionalLong.of(0), seen::add);

        assertThat(seen).isEmpty();
    }

    @Test
    void idsGrowOverRestarts() {
        publish(1);
        clock.advance(Duration.ofMillis(1));

        ChannelFeed restarted = new ChannelFeed(clock);
        restarted.publish(ALICE, "x", Map.of());

        assertThat(restarted.latest(ALICE).get(0).id())
                .isGreaterThan(feed.latest(ALICE).get(0).id())
                .isLessThan(1L << 53);
    }

    private void publish(int number) {
        feed.publish(ALICE, "x", Map.of("n", number));
    }

    private static List<Object> numbers(List<FeedEvent> events) {
        return events.stream().map(event -> event.fields().get("n")).toList();
    }
}
