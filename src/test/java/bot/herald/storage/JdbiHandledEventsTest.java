package bot.herald.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.herald.dispatch.DispatchObserver;
import bot.herald.dispatch.EventDispatcher;
import bot.herald.dispatch.EventHandler;
import bot.herald.event.Account;
import bot.herald.event.ChannelEvent;
import bot.herald.event.ChatMessageReceived;
import bot.herald.event.EventOrigin;
import bot.herald.event.RaidReceived;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.testing.OnEveryDatabase;
import bot.herald.testing.TestDatabase;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@OnEveryDatabase
class JdbiHandledEventsTest extends TwoProcesses {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Account SOMEBODY = new Account(new TwitchUserId("9"), new TwitchLogin("somebody"), "Somebody");

    private final List<AutoCloseable> cleanUp = new ArrayList<>();
    private final Map<String, AtomicInteger> acted = new ConcurrentHashMap<>();
    private final AtomicInteger done = new AtomicInteger();
    private final Logger log = (Logger) LoggerFactory.getLogger(BestEffortQueries.class);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeEach
    void open() {
        logged.start();
        log.addAppender(logged);
        // A command that another test ran before, in this process, may have silenced what is no warning.
        log.setLevel(Level.INFO);
    }

    @AfterEach
    void close() throws Exception {
        log.detachAppender(logged);
        log.setLevel(null);
        for (AutoCloseable one : cleanUp) {
            one.close();
        }
    }

    private static JdbiHandledEvents handled(TestDatabase database) {
        return new JdbiHandledEvents(database.database());
    }

    @Test
    void whatTwoInstancesGetTwiceEachIsActedOnOnce() throws Exception {
        EventDispatcher one = dispatcher(handled(first));
        EventDispatcher other = dispatcher(handled(second));
        atOnce(4, thread -> submitAll(thread < 2 ? one : other));
        await().atMost(SOON).until(() -> one.waiting() + other.waiting() == 0 && acted.size() == 1_000);
        one.close();
        other.close();

        assertThat(acted.values()).extracting(AtomicInteger::get).containsOnly(1);
        assertThat(acted).hasSize(1_000);
    }

    private static void submitAll(EventDispatcher dispatcher) {
        for (int i = 0; i < 1_000; i++) {
            dispatcher.submit(raid("m" + i));
        }
    }

    @Test
    void aRestartDoesNotForget() {
        assertThat(handled(first).claim("m1")).isTrue();

        assertThat(handled(second).claim("m1")).isFalse();
        assertThat(handled(second).claim("m2")).isTrue();
    }

    @Test
    void chatCostsNoStatementUntilSomebodyActsOnIt() {
        AtomicInteger statements = new AtomicInteger();
        first.database().jdbi().setSqlLogger(new SqlLogger() {
            @Override
            public void logBeforeExecution(StatementContext context) {
                statements.incrementAndGet();
            }
        });
        EventDispatcher dispatcher = dispatcher(handled(first));
        for (int i = 0; i < 200; i++) {
            dispatcher.submit(chat("m" + i));
        }
        await().atMost(SOON).until(() -> done.get() == 200);
        assertThat(statements).hasValue(0);

        dispatcher.submit(raid("raid"));
        await().atMost(SOON).until(() -> done.get() == 201);
        dispatcher.submit(raid("raid"));
        dispatcher.submit(raid("next"));
        await().atMost(SOON).until(() -> done.get() == 202);
        assertThat(statements).as("the repetition is known in memory").hasValue(2);
    }

    @Test
    void withoutADatabaseEventsAreHandledAllTheSameAndOneWarningSaysSo() {
        JdbiHandledEvents handled = handled(first);
        EventDispatcher dispatcher = dispatcher(handled);
        second.execute("ALTER TABLE handled_event RENAME TO gone");
        for (int i = 0; i < 50; i++) {
            dispatcher.submit(raid("m" + i));
        }
        await().atMost(SOON).until(() -> done.get() == 50);

        assertThat(logged.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN);
        assertThat(acted.values()).extracting(AtomicInteger::get).containsOnly(1);
    }

    @Test
    void afterTheTroubleItIsAskedAgain() {
        AtomicInteger seconds = new AtomicInteger();
        BestEffortQueries queries =
                new BestEffortQueries(() -> false, "nothing is said", () -> seconds.get() * 1_000_000_000L);
        AtomicInteger asked = new AtomicInteger();
        second.execute("ALTER TABLE handled_event RENAME TO gone");
        for (int i = 0; i < 10; i++) {
            assertThat(queries.orElse(-1, () -> count(asked))).isEqualTo(-1);
        }
        assertThat(asked).as("not asked for every event").hasValue(1);
        second.execute("ALTER TABLE gone RENAME TO handled_event");
        seconds.set(5);

        assertThat(queries.orElse(-1, () -> count(asked))).isZero();
        assertThat(logged.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN, Level.INFO);
    }

    @Test
    void itIsAskedAgainAsSoonAsTheDatabaseIsKnownToBeBack() {
        AtomicBoolean away = new AtomicBoolean();
        BestEffortQueries queries = new BestEffortQueries(away::get, "nothing is said", () -> 0);
        AtomicInteger asked = new AtomicInteger();
        second.execute("ALTER TABLE handled_event RENAME TO gone");
        assertThat(queries.orElse(-1, () -> count(asked))).isEqualTo(-1);
        away.set(true);
        assertThat(queries.orElse(-1, () -> count(asked))).isEqualTo(-1);
        assertThat(asked).as("not while it is known to be away").hasValue(1);
        second.execute("ALTER TABLE gone RENAME TO handled_event");
        away.set(false);

        assertThat(queries.orElse(-1, () -> count(asked))).isZero();
    }

    private int count(AtomicInteger asked) {
        asked.incrementAndGet();
        return first.database()
                .jdbi()
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM handled_event")
                        .mapTo(Integer.class)
                        .one());
    }

    @Test
    void whatIsOldIsSweptAThousandAtATimeByTheDatabasesClock() {
        JdbiHandledEvents handled = handled(first);
        long now = System.currentTimeMillis();
        first.database().jdbi().useTransaction(handle -> {
            for (int i = 0; i < 1_500; i++) {
                handle.execute(
                        "INSERT INTO handled_event (message_id, handled_at) VALUES (?, ?)", "old" + i, now - 960_000);
            }
            handle.execute("INSERT INTO handled_event (message_id, handled_at) VALUES ('young', ?)", now - 840_000);
        });
        assertThat(handled.claim("new")).isTrue();

        assertThat(handled.sweep(Duration.ofMinutes(15))).isEqualTo(1_000);
        assertThat(handled.sweep(Duration.ofMinutes(15))).isEqualTo(500);
        assertThat(handled.sweep(Duration.ofMinutes(15))).isZero();
        assertThat(handled.claim("young")).isFalse();
        assertThat(handled.claim("new")).isFalse();
        assertThat(handled.claim("old1")).isTrue();
    }

    private EventDispatcher dispatcher(JdbiHandledEvents handled) {
        EventDispatcher dispatcher = new EventDispatcher(
                List.of(new EventHandler() {
                    @Override
                    public String name() {
                        return "test";
                    }

                    @Override
                    public void handle(ChannelEvent event) {
                        acted.computeIfAbsent(event.origin().messageId(), id -> new AtomicInteger())
                                .incrementAndGet();
                    }
                }),
                handled,
                new DispatchObserver() {
                    @Override
                    public void handled(ChannelEvent event, Duration took) {
                        done.incrementAndGet();
                    }

                    @Override
                    public void dropped(ChannelEvent event) {
                        throw new AssertionError("dropped");
                    }
                },
                EventDispatcher.Limits.DEFAULT);
        dispatcher.start();
        cleanUp.add(dispatcher);
        return dispatcher;
    }

    private static ChannelEvent raid(String messageId) {
        return new RaidReceived(
                new EventOrigin(messageId, "channel.raid", Instant.EPOCH), channel(messageId), SOMEBODY, 5);
    }

    private static ChannelEvent chat(String messageId) {
        return new ChatMessageReceived(
                new EventOrigin(messageId, "channel.chat.message", Instant.EPOCH),
                channel(messageId),
                new TwitchLogin("channel"),
                SOMEBODY,
                "chat-" + messageId,
                "hello",
                Set.of(),
                Optional.empty(),
                Optional.empty());
    }

    private static TwitchUserId channel(String messageId) {
        return new TwitchUserId(Integer.toString(1 + Math.floorMod(messageId.hashCode(), 20)));
    }
}
