package bot.herald.bench;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.simulator.ChatLine;
import bot.herald.simulator.SentMessage;
import bot.herald.simulator.SimulatedUser;
import bot.herald.simulator.SimulatorOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From a command in chat to the answer at Twitch, while chat goes on in many channels.
 *
 * <p>The simulated Twitch notes both moments on one clock: before it makes the event, and when it has taken the answer in. So
 * these figures hold its own work, the loopback there and back, and the bot. What of it is the bot's is told by {@link Tap}s
 * on its connections: from the frame's bytes on their way to the bot until the answer's bytes come from it.
 */
@Tag("bench")
class LatencyBench {
    private static final int CHANNELS = 400;
    /** Of the events; more would be held back by what Twitch lets one account say. */
    private static final int MOST_COMMANDS_PER_SECOND = 100;

    private static final List<Integer> RATES = List.of(10, 100, 1_000, 5_000);
    private static final Duration RUN = Duration.ofSeconds(20);
    /** That is five minutes. */
    private static final int MOST_WARM_UP_RUNS = 15;
    /** The compiler rests when it takes less than this fraction of one processor. */
    private static final int COMPILER_AT_REST = 200;

    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    Path folder = Path.of("");

    /** @param sorted in milliseconds */
    private record Latencies(List<Double> sorted) {
        double quantile(double part) {
            return sorted.get((int) Math.min(sorted.size() - 1L, (long) (part * sorted.size())));
        }
    }

    @Test
    void commandIsAnsweredWithinMillisecondsHoweverBusyChatIs() throws Exception {
        SimulatorOptions twitch =
                SimulatorOptions.defaults().withChatMessagesPerWindow(7_500).withHelixPointsPerMinute(1_000_000);
        Map<String, String> bot = Map.of("HERALD_BOT_VERIFIED", "true", "HERALD_TWITCH_EVENTSUB_SHARDS", "1");
        try (Fleet fleet = Fleet.of(CHANNELS, "conduit", folder, twitch, bot);
                Taps taps = Taps.between(fleet, folder.resolve("config.yaml"));
                BotProcess process = fleet.start(BotProcess.SHIPPED)) {
            process.awaitConnected(CHANNELS, Duration.ofMinutes(3));
            Load load = new Load(fleet, taps);
            load.run(100, RUN);
            untilCompiled(process, load);
            List<Run> runs = new ArrayList<>();
            for (int rate : RATES) {
                Run measured = load.run(rate, RUN);
                runs.add(measured);
                for (double part : List.of(0.5, 0.99, 0.999)) {
                    String at = ", p" + 100 * part + " at " + rate + " events a second";
                    Figures.add(
                            "event to chat line, all in all" + at,
                            measured.all().quantile(part),
                            "ms",
                            "");
                    Figures.add(
                            "frame received to answer sent, the bot's own" + at,
                            measured.own().quantile(part),
                            "ms",
                            wanted(rate, part));
                }
            }
            for (double part : List.of(0.5, 0.99)) {
                Figures.add(
                        "a sleeping thread wakes too late by, p" + 100 * part,
                        load.overslept().quantile(part),
                        "ms",
                        "");
            }
            Latencies own = runs.get(RATES.indexOf(1_000)).own();
            assertThat(own.quantile(0.5)).isLessThanOrEqualTo(5);
            assertThat(own.quantile(0.99)).isLessThanOrEqualTo(10);
        }
    }

    /** Has events answered until what Java still compiles costs nothing to speak of. */
    private static void untilCompiled(BotProcess bot, Load load) throws InterruptedException {
        long compiling = Long.MAX_VALUE;
        for (int run = 0; run < MOST_WARM_UP_RUNS && compiling > RUN.toNanos() / COMPILER_AT_REST; run++) {
            long before = bot.compilerNanos();
            load.run(1_000, RUN);
            compiling = bot.compilerNanos() - before;
        }
    }

    /** At a thousand a second lines wait for each other for up to four milliseconds, which saves half of their processor time. */
    private static String wanted(int rate, double part) {
        return switch (rate) {
            case 100 -> part == 0.5 ? "at most 0.8" : part == 0.99 ? "at most 3" : "";
            case 1_000 -> part == 0.5 ? "at most 5" : part == 0.99 ? "at most 10" : "";
            default -> "";
        };
    }

    /**
     * What one rate gave.
     *
     * @param all from the making of the event until the answer was taken in
     * @param own the bot's part of it
     */
    private record Run(Latencies all, Latencies own) {}

    /** On the connections for events and on those for calls. */
    private record Taps(Tap events, Tap calls) implements AutoCloseable {
        private static final Pattern MESSAGE = Pattern.compile("\"message_id\":\"([0-9a-f-]{36})\"");
        private static final Pattern ANSWERED = Pattern.compile("\"reply_parent_message_id\":\"([0-9a-f-]{36})\"");
        private static final Pattern NOTHING = Pattern.compile("(?!)");

        /** Rewrites the bot's configuration so that it comes by here. */
        static Taps between(Fleet fleet, Path config) throws IOException {
            Tap events = new Tap(URI.create(fleet.twitch().eventSubWebSocketUrl()), MESSAGE, NOTHING);
            Tap calls = new Tap(URI.create(fleet.twitch().helixUrl()), NOTHING, ANSWERED);
            String direct = Files.readString(config);
            Files.writeString(
                    config,
                    direct.replace(
                                    "eventsub-websocket: " + fleet.twitch().eventSubWebSocketUrl(),
                                    "eventsub-websocket: " + events.address())
                            .replace("helix: " + fleet.twitch().helixUrl(), "helix: " + calls.address()));
            return new Taps(events, calls);
        }

        /** The answer may be at Twitch before its passing is noted. */
        boolean sawAll(Set<String> messageIds) {
            return messageIds.stream()
                    .allMatch(id ->
                            events.nanosOf(id).isPresent() && calls.nanosOf(id).isPresent());
        }

        double millisOfTheBot(String messageId) {
            return (calls.nanosOf(messageId).orElseThrow()
                            - events.nanosOf(messageId).orElseThrow())
                    / 1e6;
        }

        @Override
        public void close() {
            events.close();
            calls.close();
        }
    }

    /** Chat in all channels in turn, at a steady rate. */
    private static final class Load {
        private final Fleet fleet;
        private final Taps taps;
        private final SimulatedUser asker;
        private final List<Double> overslept = new ArrayList<>();
        private long number;
        private int asked;

        Load(Fleet fleet, Taps taps) {
            this.fleet = fleet;
            this.taps = taps;
            this.asker = fleet.twitch().user("asker");
        }

        Run run(int perSecond, Duration time) throws InterruptedException {
            int asking = Math.min(perSecond, MOST_COMMANDS_PER_SECOND);
            int before = fleet.twitch().sentMessages().size();
            Map<String, Instant> commands = new HashMap<>();
            long begin = System.nanoTime();
            long events = perSecond * time.toSeconds();
            for (long event = 0; event < events; event++) {
                awaitNanos(begin + event * TimeUnit.SECONDS.toNanos(1) / perSecond);
                if (event * asking / perSecond != (event + 1) * asking / perSecond) {
                    Instant now = CLOCK.instant();
                    commands.put(
                            fleet.twitch()
                                    .chat(ChatLine.of(channel(asked++).id(), asker.id(), "!ping"))
                                    .messageId(),
                            now);
                } else {
                    fleet.twitch().sockets().sendRaw(chatter());
                }
            }
            return measured(commands, before);
        }

        private void awaitNanos(long moment) {
            if (moment > System.nanoTime()) {
                for (long left = moment - System.nanoTime(); left > 0; left = moment - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                overslept.add((System.nanoTime() - moment) / 1e6);
            }
        }

        /** How much later than asked the machine woke this thread: an answer needs half a dozen such wakings. */
        Latencies overslept() {
            return new Latencies(overslept.stream().sorted().toList());
        }

        private SimulatedUser channel(long turn) {
            return fleet.channels().get((int) (turn % CHANNELS));
        }

        private String chatter() {
            number++;
            return ChatNotification.now(Integer.parseInt(channel(number).id()), String.format("%012d", number));
        }

        private Run measured(Map<String, Instant> asked, int before) throws InterruptedException {
            List<SentMessage> sent =
                    fleet.twitch().awaitMessages(all -> all.size() >= before + asked.size(), Duration.ofSeconds(30));
            List<Double> millis = sent.stream()
                    .skip(before)
                    .map(message -> Duration.between(asked.get(message.replyTo()), message.at())
                                    .toNanos()
                            / 1e6)
                    .sorted()
                    .toList();
            assertThat(sent).allMatch(SentMessage::sent);
            Awaitility.await().until(() -> taps.sawAll(asked.keySet()));
            List<Double> own =
                    asked.keySet().stream().map(taps::millisOfTheBot).sorted().toList();
            return new Run(new Latencies(millis), new Latencies(own));
        }
    }
}
