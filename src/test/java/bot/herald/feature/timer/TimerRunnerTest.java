package bot.herald.feature.timer;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.chat.OutgoingMessage;
import bot.herald.event.Account;
import bot.herald.event.ChatMessageReceived;
import bot.herald.event.EventOrigin;
import bot.herald.feature.Feature;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import bot.herald.lifecycle.Recurring;
import bot.herald.settings.Change;
import bot.herald.settings.Problem;
import bot.herald.storage.JdbiDocumentStore;
import bot.herald.stream.StreamDirectory;
import bot.herald.stream.StreamLookup;
import bot.herald.stream.StreamState;
import bot.herald.testing.DatabaseKind;
import bot.herald.testing.OnEveryDatabase;
import bot.herald.testing.TestClock;
import bot.herald.testing.TestDatabase;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

@OnEveryDatabase
class TimerRunnerTest {
    private static final TwitchUserId CHANNEL = new TwitchUserId("1");
    private static final TwitchUserId OTHER = new TwitchUserId("9");
    private static final TwitchUserId VIEWER = new TwitchUserId("3");

    @Parameter
    DatabaseKind kind = DatabaseKind.SQLITE;

    @TempDir
    Path folder = Path.of("");

    private final TestClock clock = new TestClock();
    private final List<OutgoingMessage> said = new ArrayList<>();
    private final Map<TwitchUserId, StreamState> streams = new HashMap<>();
    private List<TwitchUserId> connected = List.of(CHANNEL);
    private long jitter;

    private TestDatabase database;
    private TimerBook book;
    private TimerRunner runner;

    @BeforeEach
    void open() {
        database = new TestDatabase(folder, kind);
        start();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void start() {
        book = new TimerBook(new JdbiDocumentStore(database.database()));
        runner = runner(book);
    }

    private TimerRunner runner(TimerBook timers) {
        return runner(timers, () -> connected);
    }

    private TimerRunner runner(TimerBook timers, Supplier<List<TwitchUserId>> channels) {
        StreamLookup lookup = ids -> new StreamLookup.Answer.Found(streams);
        return new TimerRunner(
                new TimerRunner.Needs(
                        timers,
                        new StreamDirectory(lookup, clock),
                        channels,
                        id -> "TheChannel",
                        id -> Language.EN,
                        new FixedRandom(),
                        clock),
                said::add);
    }

    @Test
    void messagesComeInTurnEveryIntervalWhileLive() {
        live();
        make("t", List.of("one", "two {channel} {uptime}"), 10, 0);

        assertThat(after(Duration.ZERO)).isEmpty();
        assertThat(after(Duration.ofMillis(599_999))).isEmpty();
        assertThat(after(Duration.ofMillis(1))).containsExactly("one");
        assertThat(after(Duration.ofMillis(599_999))).isEmpty();
        assertThat(after(Duration.ofMillis(1))).containsExactly("two TheChannel 20 min");
        assertThat(after(Duration.ofMinutes(10))).containsExactly("one");
        assertThat(said).allSatisfy(message -> {
            assertThat(message.broadcasterId()).isEqualTo(CHANNEL);
            assertThat(message.priority()).isEqualTo(OutgoingMessage.Priority.TIMER);
            assertThat(message.replyTo()).isEmpty();
        });
    }

    @Test
    void aTimerIsAmongTheNextAsSoonAsItIsMadeAndNoLongerWhenItIsDeleted() {
        live();
        make("first", List.of("one"), 10, 0);
        after(Duration.ZERO);
        make("sooner", List.of("two"), 5, 3);

        assertThat(runner.next(CHANNEL))
                .containsExactly(
                        new TimerRunner.Next("sooner", "two", Optional.of(in(5)), 3),
                        new TimerRunner.Next("first", "one", Optional.of(in(10)), 0));

        book.delete(CHANNEL, "first", OptionalLong.empty());
        assertThat(runner.next(CHANNEL)).extracting(TimerRunner.Next::name).containsExactly("sooner");
        after(Duration.ZERO);
        assertThat(runner.next(CHANNEL)).containsExactly(new TimerRunner.Next("sooner", "two", Optional.of(in(5)), 3));
    }

    private Instant in(int minutes) {
        return clock.instant().plus(Duration.ofMinutes(minutes));
    }

    @Test
    void aClockThatIsSetBackKeepsNoTimerQuietForHours() {
        live();
        make("t", List.of("one"), 10, 0);
        after(Duration.ZERO);
        assertThat(after(Duration.ofMinutes(10))).containsExactly("one");
        clock.set(Duration.ofHours(-1));

        assertThat(after(Duration.ZERO)).isEmpty();
        assertThat(after(Duration.ofMillis(599_999))).isEmpty();
        assertThat(after(Duration.ofMillis(1))).containsExactly("one");
        assertThat(after(Duration.ofMillis(599_999))).isEmpty();
        assertThat(after(Duration.ofMillis(1))).containsExactly("one");
    }

    @Test
    void nothingIsSaidWhileOfflineNorAtOnceWhenTheStreamBegins() {
        make("t", List.of("one"), 10, 0);
        streams.put(CHANNEL, new StreamState(Optional.empty(), "", ""));

        assertThat(after(Duration.ZERO)).isEmpty();
        assertThat(after(Duration.ofMinutes(30))).isEmpty();
        live();
        assertThat(after(Duration.ofMinutes(5))).isEmpty();
        assertThat(after(Duration.ofMinutes(5))).containsExactly("one");
    }

    @Test
    void unknownStreamIsNoReasonToSpeak() {
        make("t", List.of("one"), 1, 0);

        assertThat(after(Duration.ofMinutes(5))).isEmpty();
        assertThat(after(Duration.ofMinutes(5))).isEmpty();
    }

    @Test
    void enoughLinesMustHaveBeenWrittenSinceTheLast() {
        live();
        make("t", List.of("one", "two"), 10, 2);
        after(Duration.ZERO);

        chat();
        assertThat(after(Duration.ofMinutes(10))).isEmpty();
        chat();
        assertThat(after(Duration.ofSeconds(5)))
                .as("as soon as there are enough")
                .containsExactly("one");

        chat();
        assertThat(after(Duration.ofMinutes(10))).isEmpty();
        assertThat(after(Duration.ofMinutes(10))).isEmpty();
        chat();
        assertThat(after(Duration.ofMinutes(1))).containsExactly("two");
    }

    @Test
    void linesCountFromTheMomentATimerIsMadeNotFromTheNextTick() {
        live();
        chat();
        after(Duration.ZERO);
        make("enough", List.of("one"), 10, 2);
        make("more", List.of("two"), 10, 3);
        chat();
        chat();

        after(Duration.ZERO);
        assertThat(after(Duration.ofMinutes(10))).containsExactly("one");
        assertThat(after(Duration.ofSeconds(5)))
                .as("the line before does not count")
                .isEmpty();
    }

    @Test
    void afterARestartTheNextMessageComesWhenItIsDue() {
        live();
        make("t", List.of("one", "two", "three"), 10, 0);
        after(Duration.ZERO);
        assertThat(after(Duration.ofMinutes(10))).containsExactly("one");

        start();

        assertThat(after(Duration.ofMinutes(9))).isEmpty();
        assertThat(after(Duration.ofMinutes(1))).containsExactly("two");
    }

    @Test
    void twoProcessesSayEachMessageOnce() {
        live();
        make("t", List.of("one", "two"), 10, 0);
        TimerRunner other = runner(new TimerBook(new JdbiDocumentStore(database.database())));
        runner.tick();
        other.tick();

        clock.advance(Duration.ofMinutes(10));
        runner.tick();
        other.tick();
        assertThat(said).extracting(OutgoingMessage::text).containsExactly("one");

        clock.advance(Duration.ofMinutes(10));
        other.tick();
        runner.tick();
        assertThat(said).extracting(OutgoingMessage::text).containsExactly("one", "two");
    }

    @Test
    void whatIsDueWhileTheDatabaseIsAwayIsSaidWhenItIsBack() {
        live();
        make("t", List.of("one"), 10, 0);
        after(Duration.ZERO);
        Logger logger = (Logger) LoggerFactory.getLogger(TimerRunner.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        database.execute("ALTER TABLE document RENAME TO gone");
        assertThat(after(Duration.ofMinutes(10))).isEmpty();
        database.execute("ALTER TABLE gone RENAME TO document");

        assertThat(after(Duration.ofSeconds(1))).containsExactly("one");
        logger.detachAppender(log);
        assertThat(log.list)
                .filteredOn(line -> line.getLevel().isGreaterOrEqual(Level.INFO))
                .isEmpty();
    }

    @Test
    void timersDueTogetherSpeakOneATick() {
        live();
        make("a", List.of("a"), 10, 0);
        make("b", List.of("b"), 10, 0);
        after(Duration.ZERO);

        assertThat(after(Duration.ofMinutes(10))).hasSize(1);
        assertThat(after(Duration.ofSeconds(5))).hasSize(1);
        assertThat(after(Duration.ofSeconds(5))).isEmpty();
        assertThat(said).extracting(OutgoingMessage::text).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void jitterIsATenthOfTheIntervalAndThirtySecondsAtMost() {
        live();
        jitter = Long.MAX_VALUE;
        make("short", List.of("short"), 1, 0);
        after(Duration.ZERO);
        assertThat(after(Duration.ofMillis(65_999))).isEmpty();
        assertThat(after(Duration.ofMillis(1))).containsExactly("short");
        book.delete(CHANNEL, "short", OptionalLong.empty());

        make("long", List.of("long"), 60, 0);
        after(Duration.ZERO);
        assertThat(after(Duration.ofMinutes(60).plusMillis(29_999))).isEmpty();
        assertThat(after(Duration.ofMillis(1))).containsExactly("long");
    }

    @Test
    void disabledDeletedAndDisconnectedTimersAreSilent() {
        live();
        make("t", List.of("one"), 1, 0);
        after(Duration.ZERO);

        connected = List.of();
        assertThat(after(Duration.ofMinutes(5))).isEmpty();
        connected = List.of(CHANNEL);
        ChatTimer draft = book.find(CHANNEL, "t").orElseThrow();
        book.replace(CHANNEL, "t", ChatTimer.of("t", draft.messages(), 1, 0, false), OptionalLong.empty());
        assertThat(after(Duration.ofMinutes(5))).isEmpty();
        book.replace(CHANNEL, "t", draft, OptionalLong.empty());
        after(Duration.ZERO);
        assertThat(after(Duration.ofMinutes(1))).containsExactly("one");
        book.delete(CHANNEL, "t", OptionalLong.empty());
        assertThat(after(Duration.ofMinutes(5))).isEmpty();
    }

    @Test
    void fewerMessagesThanBeforeBeginAnew() {
        live();
        make("t", List.of("one", "two", "three"), 10, 0);
        after(Duration.ZERO);
        after(Duration.ofMinutes(10));
        after(Duration.ofMinutes(10));

        book.replace(CHANNEL, "t", ChatTimer.of("t", List.of("only", "other"), 10, 0, true), OptionalLong.empty());

        assertThat(after(Duration.ofMinutes(10))).containsExactly("only");
    }

    @Test
    void everyFieldComesBackFromTheStore() {
        ChatTimer draft = ChatTimer.of("Discord", List.of("one\ntwo", "{game} {{x}}"), 1440, 10_000, false);

        Change<ChatTimer> made = book.create(CHANNEL, draft);

        ChatTimer expected = new ChatTimer("discord", List.of("one two", "{game} {{x}}"), 1440, 10_000, false, 1);
        assertThat(made).isEqualTo(new Change.Done<>(expected));
        assertThat(book.list(CHANNEL)).containsExactly(expected);
        assertThat(new TimerBook(new JdbiDocumentStore(database.database())).find(CHANNEL, "DISCORD"))
                .contains(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "'', hello, 5, 0, name",
        "two words, hello, 5, 0, name",
        "t, '', 5, 0, messages[0]",
        "t, {user}, 5, 0, messages[0]",
        "t, hello, 0, 0, intervalMinutes",
        "t, hello, 1441, 0, intervalMinutes",
        "t, hello, 5, -1, minimumChatLines"
    })
    void mistakeNamesItsFieldAndChangesNothing(String name, String text, int interval, int lines, String field) {
        Change<ChatTimer> change = book.create(CHANNEL, ChatTimer.of(name, List.of(text), interval, lines, true));

        assertThat(change).isInstanceOf(Change.Invalid.class);
        assertThat(((Change.Invalid<ChatTimer>) change).problems())
                .extracting(Problem::field)
                .containsExactly(field);
        assertThat(book.list(CHANNEL)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, true", "20, true", "21, false"})
    void timerHasOneToTwentyMessages(int messages, boolean fine) {
        List<String> texts = Collections.nCopies(messages, "x".repeat(500));

        assertThat(book.create(CHANNEL, ChatTimer.of("t", texts, 5, 0, true)) instanceof Change.Done)
                .isEqualTo(fine);
    }

    @Test
    void namesAreUniqueAndVersionsGuardAgainstOlderChanges() {
        make("a", List.of("x"), 5, 0);
        make("b", List.of("x"), 5, 0);
        ChatTimer draft = ChatTimer.of("A", List.of("new"), 5, 0, true);
        TimerBook other = new TimerBook(new JdbiDocumentStore(database.database()));
        other.list(CHANNEL);

        assertThat(book.create(CHANNEL, draft)).isInstanceOf(Change.Taken.class);
        assertThat(book.replace(CHANNEL, "b", draft, OptionalLong.empty())).isInstanceOf(Change.Taken.class);
        assertThat(book.replace(CHANNEL, "nope", draft, OptionalLong.empty())).isInstanceOf(Change.Missing.class);
        assertThat(book.replace(CHANNEL, "a", draft, OptionalLong.of(1))).isInstanceOf(Change.Done.class);
        assertThat(book.replace(CHANNEL, "a", draft, OptionalLong.of(1))).isInstanceOf(Change.Conflict.class);
        assertThat(book.delete(CHANNEL, "a", OptionalLong.of(1))).isInstanceOf(Change.Conflict.class);
        assertThat(other.replace(CHANNEL, "a", draft, OptionalLong.of(1))).isInstanceOf(Change.Conflict.class);
        assertThat(other.delete(CHANNEL, "a", OptionalLong.of(2))).isInstanceOf(Change.Done.class);
        assertThat(book.delete(CHANNEL, "a", OptionalLong.empty())).isInstanceOf(Change.Missing.class);
        assertThat(book.list(CHANNEL)).extracting(ChatTimer::name).containsExactly("b");
    }

    @Test
    void ticksGoOnAfterAFailedOneUntilTheyAreStopped() {
        AtomicInteger ticks = new AtomicInteger();
        TimerRunner failing = runner(book, () -> {
            throw new IllegalStateException("tick " + ticks.incrementAndGet());
        });
        Recurring scheduled = failing.ticks(Duration.ofMillis(5));
        assertThat(ticks).hasValue(0);

        scheduled.start();
        Awaitility.await().until(() -> ticks.get() >= 3);
        assertThat(scheduled.check().up()).isTrue();
        scheduled.close();

        assertThat(scheduled.check().up()).isFalse();
    }

    @Test
    void purgeErasesOneChannelOnly() {
        make("a", List.of("x"), 5, 0);
        book.create(OTHER, ChatTimer.of("a", List.of("x"), 5, 0, true));

        new JdbiDocumentStore(database.database()).purge(CHANNEL);
        book.reload(CHANNEL);

        assertThat(book.list(CHANNEL)).isEmpty();
        start();
        assertThat(book.list(CHANNEL)).isEmpty();
        assertThat(book.list(OTHER)).hasSize(1);
    }

    private void live() {
        streams.put(CHANNEL, new StreamState(Optional.of(clock.instant()), "Title", "Game"));
    }

    private void make(String name, List<String> messages, int interval, int lines) {
        assertThat(book.create(CHANNEL, ChatTimer.of(name, messages, interval, lines, true)))
                .isInstanceOf(Change.Done.class);
    }

    /** What is said in the tick after that time. */
    private List<String> after(Duration time) {
        clock.advance(time);
        int before = said.size();
        runner.tick();
        return said.subList(before, said.size()).stream()
                .map(OutgoingMessage::text)
                .toList();
    }

    private void chat() {
        ChatMessageReceived line = new ChatMessageReceived(
                new EventOrigin("m1", "channel.chat.message", Instant.EPOCH),
                CHANNEL,
                new TwitchLogin("channel"),
                new Account(VIEWER, new TwitchLogin("somebody"), "Somebody"),
                "chat-1",
                "hello",
                Set.of(),
                Optional.empty(),
                Optional.empty());
        assertThat(runner.hear(line, new Feature.Unset()))
                .as("it is counted, and nothing else is to be done with it")
                .isFalse();
    }

    /** Gives the test's jitter, as far as the bound allows. */
    private final class FixedRandom implements RandomGenerator {
        @Override
        public long nextLong() {
            throw new AssertionError("timers ask for bounded numbers");
        }

        @Override
        public long nextLong(long bound) {
            return Math.min(jitter, bound - 1);
        }
    }
}
