package bot.herald.feed;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.event.Account;
import bot.herald.event.ChatMessageReceived;
import bot.herald.event.EventOrigin;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
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

    @Test
    void linesOfChatAreKeptInTurnWithAllElse() {
        for (int i = 0; i < 1_000; i++) {
            clock.advance(Duration.ofNanos(1_000_001));
            if (i % 3 == 0) {
                publish(i);
            } else {
                feed.publish(line(i, "x".repeat(i % 500), Set.of(), Map.of(), Optional.empty()));
            }
        }

        List<FeedEvent> latest = feed.latest(ALICE);
        assertThat(latest).hasSize(200);
        assertThat(latest).extracting(FeedEvent::id).isSorted().doesNotHaveDuplicates();
        assertThat(latest.get(199).at()).isEqualTo(clock.instant());
        for (int i = 0; i < 200; i++) {
            int number = 800 + i;
            Map<String, Object> fields = latest.get(i).fields();
            if (number % 3 == 0) {
                assertThat(fields).isEqualTo(Map.of("n", number));
            } else {
                assertThat(fields)
                        .containsEntry("messageId", "m" + number)
                        .containsEntry("text", "x".repeat(number % 500));
            }
        }
    }

    @Test
    void aLineIsShownLaterAsItWasAtFirst() {
        feed.watch(ALICE, OptionalLong.empty(), seen::add);

        feed.publish(line(
                1,
                "größer 大家好 \uD83D\uDE00 Kappa",
                Set.of("vip", "moderator"),
                Map.of("Kappa", "25", "大", ""),
                Optional.of(new ChatMessageReceived.Parent("アリス", "hi"))));
        feed.publish(line(2, "", Set.of(), Map.of(), Optional.empty()));

        assertThat(feed.latest(ALICE)).isEqualTo(seen);
        assertThat(seen.get(0).fields())
                .containsEntry("badges", List.of("moderator", "vip"))
                .containsEntry("emotes", Map.of("Kappa", "25", "大", ""))
                .containsEntry("replyTo", "p")
                .containsEntry("replyToName", "アリス")
                .containsEntry("sharedFrom", "200")
                .containsEntry("user", Map.of("id", "300", "login", "viewer", "displayName", "ビューア"));
        assertThat(seen.get(1).fields()).doesNotContainKeys("emotes", "replyTo", "replyToName", "sharedFrom");
    }

    @Test
    void aLineLongerThanAnyIsKeptToo() {
        for (int i = 0; i < 300; i++) {
            feed.publish(line(i, "長".repeat(i % 2 == 0 ? 3 : 100_000), Set.of(), Map.of(), Optional.empty()));
        }

        List<FeedEvent> latest = feed.latest(ALICE);
        assertThat(latest).hasSize(200);
        for (int i = 0; i < 200; i++) {
            assertThat(latest.get(i).fields())
                    .containsEntry("messageId", "m" + (100 + i))
                    .containsEntry("text", "長".repeat(i % 2 == 0 ? 3 : 100_000));
        }
    }

    @Test
    void afterAllIsForgottenLinesAreKeptAnew() {
        feed.publish(line(1, "one", Set.of(), Map.of(), Optional.empty()));
        feed.forget(ALICE);
        feed.publish(line(2, "two", Set.of(), Map.of(), Optional.empty()));

        assertThat(feed.latest(ALICE))
                .extracting(event -> event.fields().get("text"))
                .containsExactly("two");
    }

    private static ChatMessageReceived line(
            int number,
            String text,
            Set<String> badges,
            Map<String, String> emotes,
            Optional<ChatMessageReceived.Parent> parent) {
        return new ChatMessageReceived(
                new EventOrigin("o" + number, "channel.chat.message", Instant.EPOCH),
                ALICE,
                new TwitchLogin("alice"),
                new Account(new TwitchUserId("300"), new TwitchLogin("viewer"), "ビューア"),
                "m" + number,
                text,
                badges,
                parent.map(said -> "p"),
                parent.map(said -> BOB),
                emotes,
                List.of(),
                parent);
    }

    private void publish(int number) {
        feed.publish(ALICE, "x", Map.of("n", number));
    }

    private static List<Object> numbers(List<FeedEvent> events) {
        return events.stream().map(event -> event.fields().get("n")).toList();
    }
}
