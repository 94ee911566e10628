package bot.herald.stream;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.event.ChannelUpdated;
import bot.herald.event.EventOrigin;
import bot.herald.event.StreamOffline;
import bot.herald.event.StreamOnline;
import bot.herald.identity.ProviderFailure;
import bot.herald.identity.TwitchUserId;
import bot.herald.testing.TestClock;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class StreamDirectoryTest {
    private static final TwitchUserId CHANNEL = new TwitchUserId("1");
    private static final EventOrigin ORIGIN = new EventOrigin("m", "stream.online", Instant.EPOCH);

    private final TestClock clock = new TestClock();
    private final Twitch twitch = new Twitch();
    private final StreamDirectory streams = new StreamDirectory(twitch, clock);

    @Test
    void twitchIsAskedWhenFirstNeededAndAgainAfterFiveMinutes() {
        twitch.offline("Old");

        assertThat(streams.peek(CHANNEL)).isEmpty();
        assertThat(streams.of(CHANNEL)).contains(new StreamState(Optional.empty(), "Old", "Game"));
        twitch.offline("New");
        clock.advance(Duration.ofMillis(299_999));
        assertThat(streams.of(CHANNEL)).get().extracting(StreamState::title).isEqualTo("Old");
        clock.advance(Duration.ofMillis(1));
        assertThat(streams.of(CHANNEL)).get().extracting(StreamState::title).isEqualTo("New");
        assertThat(twitch.asked).hasSize(2);
    }

    @Test
    void aClockThatIsSetBackKeepsNothingOldForHours() {
        twitch.offline("Old");
        streams.of(CHANNEL);
        clock.set(Duration.ofHours(-1));
        twitch.offline("New");

        assertThat(streams.of(CHANNEL)).get().extracting(StreamState::title).isEqualTo("Old");
        clock.advance(Duration.ofMinutes(5));
        assertThat(streams.of(CHANNEL)).get().extracting(StreamState::title).isEqualTo("New");
    }

    @Test
    void whileNoBotIsConnectedTheLogIsNotFilledWithIt() {
        ListAppender<ILoggingEvent> told = new ListAppender<>();
        told.start();
        Logger log = (Logger) LoggerFactory.getLogger(StreamDirectory.class);
        log.setLevel(Level.INFO);
        log.addAppender(told);
        try {
            twitch.failure = Optional.of(new ProviderFailure.Reauthorize("no bot account is connected"));
            streams.of(CHANNEL);
            assertThat(told.list).isEmpty();
            clock.advance(Duration.ofMinutes(1));
            twitch.failure = Optional.of(new ProviderFailure.RetryLater("HTTP 503", Optional.empty()));
            streams.of(CHANNEL);
            assertThat(told.list).hasSize(1);
        } finally {
            log.detachAppender(told);
            log.setLevel(null);
        }
    }

    @Test
    void eventsChangeWhatIsKnownWithoutAsking() {
        twitch.offline("Old");
        streams.of(CHANNEL);

        streams.handle(new StreamOnline(ORIGIN, CHANNEL, "s1", clock.instant()));
        streams.handle(new ChannelUpdated(ORIGIN, CHANNEL, "Now", "Chess", "en"));
        assertThat(streams.of(CHANNEL)).contains(new StreamState(Optional.of(clock.instant()), "Now", "Chess"));

        streams.handle(new StreamOffline(ORIGIN, CHANNEL));
        assertThat(streams.of(CHANNEL)).contains(new StreamState(Optional.empty(), "Now", "Chess"));
        assertThat(twitch.asked).hasSize(1);
    }

    @Test
    void viewersAreThoseOfTheLastAnswerForTenMinutesAndNoLongerThanTheStream() {
        twitch.live(42);

        streams.of(CHANNEL);
        streams.handle(new ChannelUpdated(ORIGIN, CHANNEL, "Now", "Chess", "en"));

        assertThat(streams.peek(CHANNEL)).get().extracting(StreamState::viewers).isEqualTo(OptionalInt.of(42));
        clock.advance(Duration.ofMinutes(10));
        assertThat(streams.peek(CHANNEL)).get().extracting(StreamState::viewers).isEqualTo(OptionalInt.of(42));
        clock.advance(Duration.ofMillis(1));
        assertThat(streams.peek(CHANNEL)).get().extracting(StreamState::viewers).isEqualTo(OptionalInt.empty());
        assertThat(streams.peek(CHANNEL)).get().matches(StreamState::isLive);
        streams.of(CHANNEL);
        streams.handle(new StreamOffline(ORIGIN, CHANNEL));
        assertThat(streams.peek(CHANNEL)).contains(new StreamState(Optional.empty(), "Live", "Game"));
        assertThat(twitch.asked).hasSize(2);
    }

    @Test
    void whatAStreamShowsIsAskedForWhenItBegins() {
        twitch.offline("Old");
        streams.of(CHANNEL);
        twitch.offline("New");
        Instant began = clock.instant();

        streams.handle(new StreamOnline(ORIGIN, CHANNEL, "s1", began));
        assertThat(streams.of(CHANNEL)).contains(new StreamState(Optional.of(began), "New", "Game"));

        streams.of(CHANNEL);
        assertThat(twitch.asked).hasSize(2);
    }

    @Test
    void listThatLagsBehindAnEventDoesNotUndoIt() {
        twitch.offline("Title");
        Instant began = clock.instant();

        streams.handle(new StreamOnline(ORIGIN, CHANNEL, "s1", began));
        assertThat(streams.of(CHANNEL))
                .as("title from Twitch, live from the event")
                .contains(new StreamState(Optional.of(began), "Title", "Game"));

        clock.advance(Duration.ofMinutes(5));
        assertThat(streams.of(CHANNEL))
                .as("a lost offline event heals")
                .get()
                .extracting(StreamState::isLive)
                .isEqualTo(false);
    }

    @Test
    void silentTwitchIsAskedAgainAfterHalfAMinuteAndWhatWasKnownStays() {
        twitch.failure = Optional.of(new ProviderFailure.RetryLater("HTTP 503", Optional.empty()));
        assertThat(streams.of(CHANNEL)).isEmpty();
        assertThat(streams.of(CHANNEL)).isEmpty();
        assertThat(twitch.asked).hasSize(1);

        twitch.failure = Optional.empty();
        twitch.offline("Title");
        clock.advance(Duration.ofSeconds(30));
        assertThat(streams.of(CHANNEL)).isPresent();

        twitch.failure = Optional.of(new ProviderFailure.RetryLater("HTTP 503", Optional.empty()));
        clock.advance(Duration.ofMinutes(5));
        assertThat(streams.of(CHANNEL)).get().extracting(StreamState::title).isEqualTo("Title");
    }

    @Test
    void manyChannelsAreAskedAHundredAtATimeAndOnlyTheUnknown() {
        List<TwitchUserId> many = IntStream.rangeClosed(1, 250)
                .mapToObj(i -> new TwitchUserId("" + i))
                .toList();
        streams.refresh(many);
        streams.refresh(many);

        assertThat(twitch.asked).extracting(Collection::size).containsExactly(100, 100, 50);
    }

    private final class Twitch implements StreamLookup {
        private final Map<TwitchUserId, StreamState> states = new HashMap<>();
        private final List<Collection<TwitchUserId>> asked = new ArrayList<>();
        private Optional<ProviderFailure> failure = Optional.empty();

        private void offline(String title) {
            states.put(CHANNEL, new StreamState(Optional.empty(), title, "Game"));
        }

        private void live(int viewers) {
            states.put(CHANNEL, new StreamState(Optional.of(clock.instant()), "Live", "Game", OptionalInt.of(viewers)));
        }

        @Override
        public Answer find(Collection<TwitchUserId> channels) {
            asked.add(List.copyOf(channels));
            return failure.<Answer>map(Answer.Failed::new).orElseGet(() -> new Answer.Found(states));
        }
    }
}
