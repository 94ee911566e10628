package bot.herald.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.bench.BotProcess;
import bot.herald.bench.Fleet;
import bot.herald.simulator.SimulatedSubscription;
import bot.herald.simulator.SimulatedUser;
import bot.herald.simulator.SimulatorOptions;
import bot.herald.simulator.TwitchSimulator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Rounds of random faults against a running bot, each followed by a calm in which everything must come right again.
 *
 * <p>The bot's process is ended in the first third only, so that its memory can be compared over the rest, and once more
 * at the end.
 */
final class ChaosRun implements AutoCloseable {
    private static final Duration STEP = Duration.ofMillis(50);
    private static final Duration START = Duration.ofMinutes(6);
    /** As the contract says of SIGTERM. */
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(10);
    /** Live heap may grow so much over two thirds of the run: caches with a bound fill up. */
    private static final double HEAP_GROWTH = 1.25;

    /** So many faults end the process. */
    private static final int ONE_OF = 8;

    private static final long HEAP_SLACK = 10L << 20;
    private static final int THREAD_SLACK = 12;
    /** The threads of a bot whose pools have filled up, which takes a while. */
    private static final int FULL_POOLS = 110;

    private static final Set<String> GOOD = Set.of("valid", "expiring");
    private static final Set<String> SPOILED = Set.of("needs-reauthorization");
    private static final Pattern TOKEN_LIKE = Pattern.compile("[A-Za-z0-9]{20,}");

    private final ChaosSettings settings;
    private final Timeline timeline = new Timeline();
    /** Of the faults alone, so that the same seed gives the same ones however fast the machine is. */
    private final Random random;

    private final Random raided;
    private final Path folder;
    private final Fleet fleet;
    private final TwitchSimulator twitch;
    private final Set<SimulatedUser> ended = new LinkedHashSet<>();
    private final Raids raids;
    private final Troubles troubles;
    private final Set<String> errors = new LinkedHashSet<>();

    private BotProcess bot;
    private int lives = 1;
    private Map<String, Long> planned = Map.of();
    private double nextRaid;
    private Duration stopBy = Duration.ZERO;
    private boolean stopping;

    private ChaosRun(ChaosSettings settings, Path folder, Fleet fleet) {
        this.settings = settings;
        this.folder = folder;
        this.random = new Random(settings.seed());
        this.raided = new Random(settings.seed());
        this.fleet = fleet;
        this.twitch = fleet.twitch();
        this.raids = new Raids(twitch, timeline);
        this.troubles = new Troubles(twitch, fleet.bot(), fleet.channels(), ended, raids, timeline, random);
        for (SimulatedUser channel : fleet.channels()) {
            twitch.addModerator(channel.id(), fleet.bot().id());
        }
        this.bot = fleet.start("-Xmx512m");
    }

    /** @param folder empty, for the bot's files */
    static ChaosRun of(ChaosSettings settings, Path folder) throws InterruptedException {
        SimulatorOptions options = SimulatorOptions.defaults()
                .withKeepalive(Duration.ofSeconds(2))
                // Due two minutes after each refresh, so that tokens are renewed all the time.
                .withTokenLifetime(Duration.ofMinutes(7))
                .withHelixPointsPerMinute(20_000);
        return new ChaosRun(settings, folder, Fleet.of(settings.channels(), "conduit", folder, options));
    }

    /** @throws AssertionError with the seed, the time line and what is wrong */
    void run() throws InterruptedException, IOException {
        timeline.say(
                "seed=" + settings.seed() + " channels=" + settings.channels() + " duration=" + settings.duration());
        try {
            begin();
            storms();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "chaos seed=" + settings.seed() + " failed: " + e.getMessage() + "\n" + raids + "\ntime line:\n"
                            + timeline + "\nthe bot's log ends:\n" + bot.tail(),
                    e);
        }
    }

    private void begin() {
        bot.awaitConnected(settings.channels(), START);
        await("every token validated", START, () -> bot.metric("herald_tokens{state=\"unknown\"}") == 0);
        Map<String, Long> before = Map.of();
        for (planned = enabled(); !planned.equals(before); planned = enabled()) {
            before = planned;
            calm(settings.channels() > 100 ? Duration.ofSeconds(3) : Duration.ofSeconds(1));
        }
        assertThat(planned.values()).as("subscriptions of one kind").containsOnly(1L);
        timeline.say("all connected, subscriptions=" + planned.size());
    }

    private void storms() throws InterruptedException, IOException {
        long third = settings.duration().toMillis() / 3;
        long heap = 0;
        int threads = 0;
        for (long stormy = 0;
                stormy < settings.duration().toMillis();
                stormy += settings.storm().toMillis()) {
            boolean processToo = settings.processFaults() && heap == 0;
            storm(processToo);
            recover();
            if (heap == 0 && stormy + settings.storm().toMillis() >= third) {
                heap = bot.liveHeapBytes();
                threads = bot.threads();
                say("after the first third");
            }
        }
        say("at the end");
        assertThat(bot.liveHeapBytes())
                .as("live heap at the end, in bytes; after a third it was %d", heap)
                .isLessThanOrEqualTo((long) (heap * HEAP_GROWTH) + HEAP_SLACK);
        assertThat(bot.threads())
                .as("threads at the end; after a third there were %d", threads)
                .isLessThanOrEqualTo(Math.max(threads + THREAD_SLACK, FULL_POOLS));
        if (settings.processFaults()) {
            kill();
            recover();
        }
        credentials();
        nothingSecretWritten();
    }

    private void say(String when) {
        timeline.say(when + ": live heap " + (bot.liveHeapBytes() >> 20) + " MB, resident "
                + (bot.residentBytes() >> 20) + " MB, threads " + bot.threads() + ", " + raids);
    }

    private void storm(boolean processToo) throws InterruptedException {
        Duration end = timeline.now().plus(settings.storm());
        double next = seconds();
        while (timeline.now().compareTo(end) < 0) {
            if (seconds() >= next) {
                next = seconds()
                        - Math.log(1 - random.nextDouble())
                                * settings.faultEvery().toMillis()
                                / 1000;
                boolean wholeProcess = random.nextInt(ONE_OF) == 0;
                boolean hard = random.nextBoolean();
                if (!wholeProcess) {
                    troubles.next();
                } else if (processToo && !stopping) {
                    endProcess(hard);
                }
            }
            step();
        }
        timeline.add("calm");
        twitch.faults().clear();
    }

    private void endProcess(boolean hard) throws InterruptedException {
        if (hard) {
            kill();
        } else {
            timeline.add("SIGTERM");
            raids.processEnds();
            bot.terminate();
            stopping = true;
            stopBy = timeline.now().plus(STOPS_WITHIN);
        }
    }

    private void kill() throws InterruptedException {
        timeline.add("SIGKILL");
        bot.kill();
        raids.processEnds();
        startAgain();
    }

    private void startAgain() {
        keepLog();
        lives++;
        bot = fleet.start("-Xmx512m");
    }

    /** One more moment of what goes on all the time. */
    private void step() {
        if (stopping) {
            raids.processEnds();
            if (!bot.isAlive()) {
                // A virtual machine that has not come to Herald's code yet ends as the system sees fit.
                if (!bot.tail().isEmpty()) {
                    assertThat(bot.exitCode()).as("exit code after SIGTERM").isZero();
                }
                timeline.add("ended after SIGTERM");
                stopping = false;
                startAgain();
            } else {
                assertThat(timeline.now()).as("still alive after SIGTERM").isLessThan(stopBy);
            }
        } else {
            assertThat(bot.isAlive()).as("the process lives").isTrue();
        }
        if (seconds() >= nextRaid) {
            nextRaid = seconds() + 1 / settings.raidsPerSecond();
            SimulatedUser channel =
                    fleet.channels().get(raided.nextInt(fleet.channels().size()));
            if (!ended.contains(channel)) {
                boolean unused = raids.send(channel);
            }
            raids.read();
            assertThat(raids.doubled()).as("raids greeted twice").isEmpty();
        }
        LockSupport.parkNanos(STEP.toNanos());
    }

    private double seconds() {
        return timeline.now().toMillis() / 1000.0;
    }

    private void calm(Duration time) {
        Duration end = timeline.now().plus(time);
        while (timeline.now().compareTo(end) < 0) {
            step();
        }
    }

    private void await(String what, Duration atMost, BooleanSupplier condition) {
        await(what, atMost, condition, () -> "");
    }

    private void await(String what, Duration atMost, BooleanSupplier condition, Supplier<String> missing) {
        Duration end = timeline.now().plus(atMost);
        while (!condition.getAsBoolean()) {
            if (timeline.now().compareTo(end) > 0) {
                throw new AssertionError("after " + atMost.toSeconds() + " s not: " + what + " " + missing.get());
            }
            calm(Duration.ofMillis(500));
        }
    }

    private void recover() {
        Duration from = timeline.now();
        await("the process is there", STOPS_WITHIN.plusSeconds(1), () -> !stopping);
        await("ready", settings.recovery(), () -> bot.status("/readyz") == 200);
        await(
                "every channel has its planned subscriptions",
                settings.recovery(),
                () -> ofTheConnected(enabled()).equals(ofTheConnected(planned)),
                this::difference);
        timeline.say("recovered after " + timeline.now().minus(from).toMillis() + " ms");
        // Raids go on all the time: only those of before have to be greeted by now.
        Set<String> open = Set.copyOf(raids.missing());
        await(
                "every raid greeted",
                settings.recovery(),
                () -> raids.missing().stream().filter(open::contains).count() <= raids.mayBeLost(),
                () -> String.join("\n", raids.missing()));
    }

    /** How many enabled subscriptions of each kind Twitch has; more than one of a kind would be heard twice. */
    private Map<String, Long> enabled() {
        return twitch.subscriptions().stream()
                .filter(SimulatedSubscription::enabled)
                .collect(Collectors.groupingBy(
                        one -> one.type() + new TreeMap<>(one.condition()), TreeMap::new, Collectors.counting()));
    }

    private Map<String, Long> ofTheConnected(Map<String, Long> all) {
        Set<String> ids = ended.stream().map(SimulatedUser::id).collect(Collectors.toSet());
        return all.entrySet().stream()
                .filter(entry -> Pattern.compile("\\d+")
                        .matcher(entry.getKey())
                        .results()
                        .noneMatch(id -> ids.contains(id.group())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private String difference() {
        Map<String, Long> now = ofTheConnected(enabled());
        Map<String, Long> then = ofTheConnected(planned);
        List<String> missing = new ArrayList<>(then.keySet());
        missing.removeAll(now.keySet());
        Map<String, Long> extra = new TreeMap<>(now);
        extra.entrySet().removeIf(entry -> entry.getValue().equals(then.get(entry.getKey())));
        return "missing " + missing.size() + ": " + missing.stream().limit(10).toList() + ", too many " + extra.size()
                + ": " + extra.keySet().stream().limit(10).toList();
    }

    /** Each is good, or the run spoiled it; a start validates them all and renews what is due. */
    private void credentials() throws IOException, InterruptedException {
        await("every token validated", START, () -> bot.metric("herald_tokens{state=\"unknown\"}") == 0);
        await(
                "every invalidated token found out, and no other",
                settings.recovery(),
                () -> bot.metric("herald_tokens{state=\"needs-reauthorization\"}") == ended.size(),
                () -> bot.metric("herald_tokens{state=\"needs-reauthorization\"}") + " in place of " + ended.size());
        String printed = fleet.command("tokens", "list", "--json", "--config", "config.yaml");
        JsonNode rows = new ObjectMapper().readTree(printed.substring(printed.indexOf('[')));
        Set<String> spoiled = ended.stream().map(SimulatedUser::id).collect(Collectors.toSet());
        Map<String, String> states = new TreeMap<>();
        rows.forEach(row ->
                states.put(row.path("twitchUserId").asText(), row.path("state").asText()));
        Map<String, String> wrong = new TreeMap<>(states);
        wrong.entrySet().removeIf(one -> (spoiled.contains(one.getKey()) ? SPOILED : GOOD).contains(one.getValue()));
        assertThat(wrong).as("credentials in a state nobody put them in").isEmpty();
        assertThat(states.keySet())
                .as("whose credentials are there")
                .contains(fleet.bot().id())
                .containsAll(fleet.channels().stream().map(SimulatedUser::id).toList());
        timeline.say("credentials=" + states.size() + " invalidated=" + spoiled.size() + " lives=" + lives);
    }

    private void nothingSecretWritten() throws IOException {
        keepLog();
        Set<String> secrets = twitch.secretsIssued();
        try (var files = Files.list(folder)) {
            for (Path log :
                    files.filter(file -> file.toString().endsWith(".log")).toList()) {
                for (String line : Files.readAllLines(log, UTF_8)) {
                    Matcher words = TOKEN_LIKE.matcher(line);
                    while (words.find()) {
                        assertThat(secrets)
                                .as("secrets, one of them in %s", log)
                                .doesNotContain(words.group());
                    }
                    if (line.contains(" ERROR ")) {
                        errors.add(line.replaceAll("^\\S+ ?\\S* +", "").replaceAll("\\d{3,}", "#"));
                    }
                }
            }
        }
        assertThat(twitch.secretsSeenInUrls()).as("secrets in addresses").isFalse();
        timeline.say("kinds of errors logged: " + errors.size());
        errors.forEach(timeline::say);
    }

    /** Each start writes the log anew. */
    private void keepLog() {
        try {
            Files.copy(folder.resolve("bot.log"), folder.resolve("bot-" + lives + ".log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try (fleet) {
            bot.close();
        }
    }
}
