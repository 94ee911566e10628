package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.herald.simulator.ChatLine;
import bot.herald.simulator.Delivery;
import bot.herald.simulator.SentMessage;
import bot.herald.simulator.SimulatedSubscription;
import bot.herald.simulator.SimulatedUser;
import bot.herald.simulator.TwitchSimulator;
import bot.herald.testing.DatabaseKind;
import bot.herald.testing.FreePort;
import bot.herald.testing.ShardsAtTwitch;
import bot.herald.testing.SimulatedTwitch;
import bot.herald.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that share a PostgreSQL database and a conduit, while chat and raids come all the time. */
@Tag("full")
class InstancesTogetherTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration TAKEOVER = Duration.ofSeconds(15);
    /** Longer than what was received takes to be answered, so that only this goes down with a process. */
    private static final Duration UNANSWERED = Duration.ofSeconds(2);

    private static final int CHANNELS = 10;
    /** In each channel, twice a second. */
    private static final int LINES = 3;

    private static final String TIMER_LINE = "Remember to drink water";

    @TempDir
    Path folder = Path.of("");

    private final List<HeraldProcess> started = new ArrayList<>();
    private final List<SimulatedUser> channels = new ArrayList<>();
    private int port;
    private TwitchSimulator twitch;
    private ShardsAtTwitch shards;
    private Load load;

    @BeforeEach
    void startTwitch() throws IOException {
        port = FreePort.next();
        twitch = SimulatedTwitch.start(port);
        shards = new ShardsAtTwitch(twitch);
        load = new Load();
    }

    @AfterEach
    void stopAll() {
        load.close();
        started.forEach(HeraldProcess::close);
        twitch.close();
    }

    /** What Twitch delivered, of which each has to be acted on once. */
    private final class Load implements AutoCloseable {
        private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
        private final AtomicInteger number = new AtomicInteger();
        private final ConcurrentLinkedQueue<Told> raids = new ConcurrentLinkedQueue<>();
        private final ConcurrentLinkedQueue<Told> pings = new ConcurrentLinkedQueue<>();
        private final AtomicInteger undelivered = new AtomicInteger();
        private volatile Set<String> killedSessions = Set.of();
        private volatile Instant killedAt = Instant.MAX;
        private volatile boolean paused = true;

        /** @param what the raider's name, or the id of the line */
        private record Told(String what, Set<String> sessions, Instant at) {}

        /** Two that are answered each second, for Twitch allows the bot about three, and many more that are not. */
        void start() {
            Future<?> unused = thread.scheduleAtFixedRate(this::send, 0, 500, TimeUnit.MILLISECONDS);
        }

        private void send() {
            if (paused) {
                return;
            }
            int n = number.incrementAndGet();
            String viewer = twitch.user("viewer").id();
            channels.forEach(one -> IntStream.range(0, LINES)
                    .forEach(line -> twitch.chat(ChatLine.of(one.id(), viewer, "line " + n + "." + line))));
            String channel = channels.get(n % CHANNELS).id();
            if (n / CHANNELS % 2 == 0) {
                String raider = "Raider%05dx".formatted(n);
                Delivery raid = twitch.raid(
                        twitch.user(raider.toLowerCase(Locale.ROOT), raider).id(), channel, 40);
                note(raid, raids, raider);
            } else {
                Delivery ping = twitch.chat(ChatLine.of(channel, viewer, "!ping"));
                note(ping, pings, ping.messageId());
            }
        }

        private void note(Delivery delivery, ConcurrentLinkedQueue<Told> told, String what) {
            if (delivery.notified() == 0) {
                undelivered.incrementAndGet();
            } else {
                told.add(new Told(what, Set.copyOf(delivery.sessions()), Instant.now()));
            }
        }

        /** The process of these sessions was killed then: what it had just heard, and not answered, nobody answers. */
        void killed(Set<String> sessions, Instant at) {
            killedSessions = Set.copyOf(sessions);
            killedAt = at;
        }

        private boolean wentDownWithTheProcess(Told one) {
            return one.at().isAfter(killedAt.minus(UNANSWERED))
                    && !Collections.disjoint(one.sessions(), killedSessions);
        }

        /** Until every event so far was acted on. */
        void pauseAndDrain() {
            paused = true;
            await().atMost(SOON).untilAsserted(() -> assertThat(lost()).isEmpty());
        }

        void resume() {
            paused = false;
        }

        Set<String> lost() {
            return unanswered(one -> !wentDownWithTheProcess(one));
        }

        Set<String> lostWithTheProcess() {
            return unanswered(this::wentDownWithTheProcess);
        }

        private Set<String> unanswered(Predicate<Told> which) {
            Set<String> lost = Stream.concat(raids.stream(), pings.stream())
                    .filter(which)
                    .map(Told::what)
                    .collect(Collectors.toSet());
            for (SentMessage message : twitch.sentMessages()) {
                if (message.replyTo() != null) {
                    lost.remove(message.replyTo());
                }
                raids.stream().map(Told::what).filter(message.text()::contains).forEach(lost::remove);
            }
            return lost;
        }

        /** Those that were acted on more than once. */
        List<String> twice() {
            List<String> twice = new ArrayList<>();
            List<SentMessage> sent = twitch.sentMessages();
            for (Told raid : raids) {
                if (sent.stream()
                                .filter(one -> one.text().contains(raid.what()))
                                .count()
                        > 1) {
                    twice.add(raid.what());
                }
            }
            for (Told ping : pings) {
                if (sent.stream()
                                .filter(one -> ping.what().equals(one.replyTo()))
                                .count()
                        > 1) {
                    twice.add(ping.what());
                }
            }
            return twice;
        }

        @Override
        public void close() {
            thread.shutdownNow();
        }
    }

    @Test
    void instancesDivideTheShardsAndNothingIsLostNorDoneTwiceWhenOneDiesOneJoinsAndOneStops() throws Exception {
        HeraldProcess first = run("first", port);
        connect(first);
        HeraldProcess second = run("second", FreePort.next());
        HeraldProcess third = run("third", FreePort.next());
        awaitDivided(3);
        assertThat(first.output()).contains("this instance leads");
        assertThat(second.output() + third.output()).contains("another instance leads");
        twitch.goLive(channels.get(0).id(), "title", "Chess");
        load.start();
        load.resume();
        await().atMost(SOON).until(() -> load.number.get() > 25);

        twitch.requests().clear();
        Set<String> sessions = new HashSet<>(twitch.sockets().ids());
        Instant killed = Instant.now();
        first.kill();
        await().atMost(SOON).until(() -> twitch.sockets().count() < sessions.size());
        sessions.removeAll(twitch.sockets().ids());
        load.killed(sessions, killed);
        await().atMost(TAKEOVER).until(() -> shards.served() == 3);
        Duration takenOver = Duration.between(killed, Instant.now());
        assertThat(takenOver).isLessThan(TAKEOVER);
        await().atMost(TAKEOVER).until(() -> (second.output() + third.output()).contains("this instance leads now"));

        HeraldProcess fourth = run("fourth", FreePort.next());
        fourth.await("own=\\d");
        awaitDivided(3);

        second.terminate();
        assertThat(second.awaitExit(10)).isZero();
        assertThat(second.output()).contains("all shards are handed over");
        await().atMost(TAKEOVER).until(() -> shards.served() == 3 && shards.sessions() == 3);
        HeraldProcess fifth = run("fifth", FreePort.next());
        HeraldProcess sixth = run("sixth", FreePort.next());
        awaitDivided(4);
        sixth.await("own=\\d");
        assertThat(shards.count()).as("raised for the fourth instance").isEqualTo(4);
        fifth.await("own=\\d");

        await().atMost(Duration.ofSeconds(90)).until(() -> !timerLines().isEmpty());
        load.pauseAndDrain();
        assertThat(load.twice()).isEmpty();
        assertThat(load.undelivered).hasValue(0);
        System.out.println("shards taken over after " + takenOver.toMillis() + " ms; raids and lines that asked for an"
                + " answer: " + load.number.get() + ", lost with the process: "
                + load.lostWithTheProcess().size());
        assertThat(gapsBetweenTimerLines()).allMatch(gap -> gap.compareTo(Duration.ofSeconds(55)) > 0);
        assertThat(twitch.requests().count("POST", "/helix/eventsub/subscriptions"))
                .as("they outlive the instance")
                .isZero();
        for (HeraldProcess one : List.of(third, fourth, fifth, sixth)) {
            one.terminate();
            assertThat(one.awaitExit(10)).isZero();
        }
    }

    private void connect(HeraldProcess first) throws InterruptedException {
        agree(first.await("Open (\\S+/auth/bot\\?setup=\\S+)"), "heraldbot");
        for (int n = 0; n < CHANNELS; n++) {
            channels.add(twitch.user("channel" + n));
            agree("http://localhost:" + port + "/auth/channel", "channel" + n);
            twitch.addModerator(channels.get(n).id(), twitch.user("heraldbot").id());
        }
        try (TestDatabase database = new TestDatabase(folder, DatabaseKind.POSTGRESQL)) {
            database.execute("""
                    INSERT INTO document VALUES ('%s', 'timer', 'water',
                        '{"name":"water","messages":["%s"],"intervalMinutes":1,"minimumChatLines":0,"enabled":true}', 1, 0, 0)
                    """.formatted(channels.get(0).id(), TIMER_LINE));
        }
        await().atMost(SOON)
                .until(() -> twitch.subscriptions().stream()
                                .filter(SimulatedSubscription::enabled)
                                .filter(one -> Set.of("channel.raid", "channel.chat.message")
                                        .contains(one.type()))
                                .count()
                        == 2 * CHANNELS);
    }

    private void awaitDivided(int count) {
        // A shard is added only when there have been too few for a while.
        await().atMost(SOON.multipliedBy(2)).until(() -> shards.served() == count && shards.sessions() == count);
    }

    private List<SentMessage> timerLines() {
        return twitch.sentMessages().stream()
                .filter(one -> one.text().contains(TIMER_LINE))
                .toList();
    }

    private List<Duration> gapsBetweenTimerLines() {
        List<SentMessage> lines = timerLines();
        return IntStream.range(1, lines.size())
                .mapToObj(n ->
                        Duration.between(lines.get(n - 1).at(), lines.get(n).at()))
                .toList();
    }

    private HeraldProcess run(String name, int webPort) throws IOException {
        Files.writeString(
                folder.resolve(name + ".yaml"),
                SharedConfig.of(twitch, "conduit", webPort, port, TestDatabase.url(folder, DatabaseKind.POSTGRESQL)));
        HeraldProcess process = new HeraldProcess(folder, Map.of(), "run", "--config", name + ".yaml");
        started.add(process);
        return process;
    }

    private static void agree(String link, String login) {
        assertThat(new ScriptedBrowser().agree(URI.create(link), login).statusCode())
                .isEqualTo(200);
    }
}
