package bot.herald.bench;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.simulator.ChatLine;
import bot.herald.simulator.SentMessage;
import bot.herald.simulator.SimulatedUser;
import bot.herald.simulator.SimulatorOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From a command in chat to the answer at Twitch, while chat goes on in many channels.
 *
 * <p>The simulated Twitch notes both moments on one clock: before it makes the event, and when it has taken the answer in. So
 * the figures hold its own work, the loopback there and back, and the bot.
 */
@Tag("bench")
class LatencyBench {
    private static final int CHANNELS = 400;
    /** Of the events; more would be held back by what Twitch lets one account say. */
    private static final int MOST_COMMANDS_PER_SECOND = 100;

    private static final Duration RUN = Duration.ofSeconds(20);
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
    void commandIsAnsweredWithinAMillisecondAtThousandEventsASecond() throws Exception {
        SimulatorOptions twitch =
                SimulatorOptions.defaults().withChatMessagesPerWindow(7_500).withHelixPointsPerMinute(1_000_000);
        Map<String, String> bot = Map.of("HERALD_BOT_VERIFIED", "true", "HERALD_TWITCH_EVENTSUB_SHARDS", "1");
        try (Fleet fleet = Fleet.of(CHANNELS, "conduit", folder, twitch, bot);
                BotProcess process = fleet.start("-Xmx512m")) {
            process.awaitConnected(CHANNELS, Duration.ofMinutes(3));
            Load load = new Load(fleet);
            // Until then the machine code is made.
            load.run(100, RUN);
            load.run(1_000, RUN);
            for (int rate : List.of(10, 100, 1_000, 5_000)) {
                Latencies latencies = load.run(rate, RUN);
                for (double part : List.of(0.5, 0.99, 0.999)) {
                    Figures.add(
                            "event to chat line, p" + 100 * part + " at " + rate + " events a second",
                            latencies.quantile(part),
                            "ms",
                            rate == 1_000 && part == 0.5
                                    ? "at most 1"
                                    : rate == 1_000 && part == 0.99 ? "at most 10" : "");
                }
            }
            for (double part : List.of(0.5, 0.99)) {
                Figures.add(
                        "a sleeping thread wakes too late by, p" + 100 * part,
                        load.overslept().quantile(part),
                        "ms",
                        "");
            }
        }
    }

    /** Chat in all channels in turn, at a steady rate. */
    private static final class Load {
        private final Fleet fleet;
        private final SimulatedUser asker;
        private final List<Double> overslept = new ArrayList<>();
        private long number;
        private int asked;

        Load(Fleet fleet) {
            this.fleet = fleet;
            this.asker = fleet.twitch().user("asker");
        }

        Latencies run(int perSecond, Duration time) throws InterruptedException {
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
            return latencies(commands, before);
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
            return ChatNotification.of(Integer.parseInt(channel(number).id()), 0, String.format("%012d", number));
        }

        private Latencies latencies(Map<String, Instant> asked, int before) throws InterruptedException {
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
            return new Latencies(millis);
        }
    }
}
