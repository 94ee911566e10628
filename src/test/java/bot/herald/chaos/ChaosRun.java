package bot.herald.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.bench.BotProcess;
import bot.herald.bench.Fleet;
import bot.herald.simulator.SimulatedUser;
import bot.herald.simulator.SimulatorOptions;
import bot.herald.simulator.TwitchSimulator;
import bot.herald.testing.ShardsAtTwitch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Rounds of random faults against one process or several, each followed by a calm in which everything must come right again.
 *
 * <p>A single process is ended in the first third only, so that its memory can be compared over the rest, and once more at
 * the end. Of several there is always one that may be ended or frozen: its shards go to others.
 */
final class ChaosRun implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(4);
    /** Live heap may grow so much over two thirds of the run: caches with a bound fill up. */
    private static final double HEAP_GROWTH = 1.25;

    private static final long HEAP_SLACK = 10L << 20;
    /** Of a bot that greets all the time; what storms needed more ends when it has been idle for a while. */
    private static final int THREADS = 100;

    private static final Duration THREADS_END_WITHIN = Duration.ofMinutes(2);
    /** A start validates its tokens one after the other, as many as there may be, so long. */
    private static final Duration ALL_VALIDATED_WITHIN = Duration.ofMinutes(1);

    private final ChaosSettings settings;
    private final Timeline timeline;
    /** Of the faults alone, so that the same seed gives the same ones however fast the machine is. */
    private final Random random;

    private final Path folder;
    private final DatabaseTroubles database;
    private final Fleet fleet;
    private final TwitchSimulator twitch;
    private final Set<SimulatedUser> ended = new LinkedHashSet<>();
    private final Raids raids;
    private final Plan plan;
    private final Processes processes;
    private final Troubles troubles;
    private final ShardWatch shards;
    private final Course course;

    private double next;
    private long heap;

    private ChaosRun(ChaosSettings settings, Path folder, Timeline timeline, DatabaseTroubles database, Fleet fleet) {
        this.settings = settings;
        this.folder = folder;
        this.timeline = timeline;
        this.random = new Random(settings.seed());
        this.database = database;
        this.fleet = fleet;
        this.twitch = fleet.twitch();
        this.raids = new Raids(twitch, timeline, this::isAnybodyUp);
        this.plan = new Plan(twitch, ended);
        for (SimulatedUser channel : fleet.channels()) {
            twitch.addModerator(channel.id(), fleet.bot().id());
        }
        Troubles possible = new Troubles(twitch, fleet.bot(), fleet.channels(), ended, raids, timeline, database);
        this.processes = new Processes(settings.instances(), fleet, raids, timeline, database::goesOn);
        this.troubles = settings.isAlone() ? possible.ofOneProcess() : possible.ofSeveral(processes::allRun);
        this.shards = new ShardWatch(new ShardsAtTwitch(twitch), timeline, database::goesOn);
        // While the database does not answer, every instance acts on what it gets, as documented.
        Traffic traffic = new Traffic(
                settings, raids, timeline, fleet.channels(), ended, () -> settings.isAlone() || !database.goesOn());
        this.course = new Course(timeline, List.of(processes, database::look, traffic));
    }

    /** @param folder empty, for the bot's files */
    static ChaosRun of(ChaosSettings settings, Path folder) throws InterruptedException {
        SimulatorOptions options = SimulatorOptions.defaults()
                .withKeepalive(Duration.ofSeconds(2))
                // Due two minutes after each refresh, so that tokens are renewed all the time.
                .withTokenLifetime(Duration.ofMinutes(7))
                .withHelixPointsPerMinute(20_000);
        Timeline timeline = new Timeline();
        if (settings.isAlone()) {
            Fleet fleet = Fleet.of(settings.channels(), "conduit", folder, options);
            DatabaseTroubles sqlite = new SqliteTroubles(folder.resolve("data/herald.db"), timeline);
            return new ChaosRun(settings, folder, timeline, sqlite, fleet);
        }
        PostgresTroubles server = new PostgresTroubles(folder.resolve("server"), timeline);
        Map<String, String> shared = Map.of("HERALD_DATABASE_URL", server.url());
        return new ChaosRun(
                settings, folder, timeline, server, Fleet.of(settings.channels(), "conduit", folder, options, shared));
    }

    /** @throws AssertionError with the seed, the time line and what is wrong */
    void run() throws InterruptedException, IOException {
        timeline.say("seed=" + settings.seed() + " instances=" + settings.instances() + " channels="
                + settings.channels() + " duration=" + settings.duration());
        try {
            begin();
            storms();
            end();
        } catch (AssertionError | RuntimeException e) {
            raids.read();
            // At once, for whoever ends it before the report of all tests.
            timeline.say("failed: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
            throw new AssertionError(
                    "chaos seed=" + settings.seed() + " failed: " + e.getMessage() + "\n" + raids + "\ntime line:\n"
                            + timeline + "\nthe logs end:" + processes.tails(),
                    e);
        }
    }

    private void begin() {
        for (BotProcess bot : processes.bots()) {
            course.await(
                    "all channels connected",
                    START,
                    () -> bot.metric("herald_channels{status=\"connected\"}") == settings.channels());
        }
        allValidated();
        while (!plan.isWhatThereIs()) {
            course.calm(settings.channels() > 100 ? Duration.ofSeconds(3) : Duration.ofSeconds(1));
        }
        assertThat(plan.planned().values()).as("subscriptions of one kind").containsOnly(1L);
        timeline.say("all connected, subscriptions=" + plan.planned().size());
        raids.count();
        if (!settings.isAlone()) {
            divided();
            shards.begin();
            course.also(shards);
            twitch.requests().clear();
        }
    }

    private boolean isAnybodyUp() {
        return processes.bots().stream().anyMatch(bot -> bot.isAlive() && bot.hasSaid("Herald is running"));
    }

    private void allValidated() {
        course.await(
                "every token validated",
                START,
                () -> processes.bots().stream().allMatch(bot -> bot.metric("herald_tokens{state=\"unknown\"}") == 0));
    }

    private void divided() {
        course.await("every shard served, each process serves some", settings.recovery(), this::isDivided);
    }

    /** There may be more shards than processes, since one that starts at once after another's end is one more for a moment. */
    private boolean isDivided() {
        return shards.isWhole() && database.processesServing() == processes.count();
    }

    private void storms() {
        long third = settings.duration().toMillis() / 3;
        for (long stormy = 0;
                stormy < settings.duration().toMillis();
                stormy += settings.storm().toMillis()) {
            storm();
            recover();
            if (settings.isAlone() && heap == 0 && stormy + settings.storm().toMillis() >= third) {
                heap = processes.first().liveHeapBytes();
                say("after the first third");
            }
        }
        say("at the end");
    }

    private void say(String when) {
        for (BotProcess bot : processes.bots()) {
            timeline.say(when + ": live heap " + (bot.liveHeapBytes() >> 20) + " MB, resident "
                    + (bot.residentBytes() >> 20) + " MB, threads " + bot.threads());
        }
        // Nobody has looked while the heap was measured.
        raids.read();
        timeline.say(raids.toString());
    }

    private void storm() {
        Duration end = timeline.now().plus(settings.storm());
        next = seconds();
        while (timeline.now().compareTo(end) < 0) {
            if (seconds() >= next) {
                fault(new Random(random.nextLong()));
            }
            course.step();
        }
        timeline.add("calm");
        twitch.faults().clear();
        database.end();
    }

    private void fault(Random dice) {
        next = seconds()
                - Math.log(1 - dice.nextDouble()) * settings.faultEvery().toMillis() / 1000;
        boolean ofAProcess = dice.nextInt(settings.oneOf()) == 0;
        if (settings.isAlone()) {
            if (!ofAProcess) {
                troubles.next(dice);
            } else if (heap == 0 && processes.allRun()) {
                processes.next(dice);
            }
        } else if (!processes.isOneFrozen()) {
            // One thing at a time, so that how long a takeover may last, and what may be lost, can be told.
            if (!ofAProcess) {
                troubles.next(dice);
            } else if (!database.goesOn() && processes.allReady() && isDivided()) {
                processes.next(dice);
            }
        }
    }

    private double seconds() {
        return timeline.now().toMillis() / 1000.0;
    }

    private void recover() {
        // How long Java takes to start is the machine's business.
        course.await("every process has started", START, processes::allStarted);
        Duration from = timeline.now();
        course.await("every process is ready", settings.recovery(), processes::allReady);
        course.await(
                "every channel has its planned subscriptions", settings.recovery(), plan::isKept, plan::difference);
        if (!settings.isAlone()) {
            divided();
            course.await("one process leads", settings.recovery(), () -> processes.leaders() == 1);
            assertThat(twitch.requests().count("POST", "/helix/eventsub/subscriptions"))
                    .as("subscriptions created anew, though they outlive whoever served them")
                    .isZero();
        }
        Duration took = timeline.now().minus(from);
        timeline.say("recovered after " + took.toMillis() + " ms");
        assertThat(took).as("recovery after a storm").isLessThanOrEqualTo(settings.recovery());
        // Raids go on all the time: only those of before have to be greeted by now.
        Set<String> open = Set.copyOf(raids.missing());
        course.await(
                "every raid greeted",
                settings.recovery(),
                () -> raids.missing().stream().filter(open::contains).count() <= raids.mayBeLost(),
                () -> String.join("\n", raids.missing()));
    }

    private void end() throws IOException, InterruptedException {
        if (settings.isAlone()) {
            memoryIsFlat();
            processes.killFirst();
            recover();
        } else {
            timeline.say("a shard was without a socket for " + shards.longest().toMillis()
                    + " ms at most, because of what happened to a process");
        }
        assertThat(raids.share()).as("raids that found a socket").isGreaterThanOrEqualTo(settings.share());
        // Each is good, or the run spoiled it; a start validates them all and renews what is due.
        allValidated();
        String spoiled = "herald_tokens{state=\"needs-reauthorization\"}";
        course.await(
                "every invalidated token found out, and no other",
                ALL_VALIDATED_WITHIN.plus(settings.recovery()),
                () -> processes.bots().stream().allMatch(bot -> bot.metric(spoiled) == ended.size()),
                () -> processes.first().metric(spoiled) + " in place of " + ended.size());
        timeline.say("credentials=" + Credentials.checked(fleet, ended) + " invalidated=" + ended.size() + " lives="
                + processes.lives());
        Set<String> errors = WrittenLogs.checked(folder, twitch);
        timeline.say("kinds of errors logged: " + errors.size());
        errors.forEach(timeline::say);
    }

    private void memoryIsFlat() {
        BotProcess bot = processes.first();
        assertThat(bot.liveHeapBytes())
                .as("live heap at the end, in bytes; after a third it was %d", heap)
                .isLessThanOrEqualTo((long) (heap * HEAP_GROWTH) + HEAP_SLACK);
        course.await(
                "threads that nobody needs have ended",
                THREADS_END_WITHIN,
                () -> bot.threads() <= THREADS,
                () -> bot.threads() + " are left");
        timeline.say("threads at the end " + bot.threads());
    }

    @Override
    public void close() {
        try (database;
                fleet) {
            processes.close();
        }
    }
}
