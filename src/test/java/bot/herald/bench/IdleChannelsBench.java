package bot.herald.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What channels cost in which nothing happens. */
@Tag("bench")
class IdleChannelsBench {
    private static final int CHANNELS = 300;

    @TempDir
    Path folder = Path.of("");

    private record Cost(int threads, long heap, long resident) {}

    private Cost costOf(int channels, String transport) throws InterruptedException, IOException {
        Path own = Files.createDirectory(folder.resolve(transport + channels));
        try (Fleet fleet = Fleet.of(channels, transport, own);
                BotProcess bot = fleet.start("-Xmx512m")) {
            bot.awaitConnected(channels, Duration.ofMinutes(3));
            // Until then the first round of validations still holds requests.
            bot.await(
                    "tokens validated",
                    Duration.ofMinutes(3),
                    () -> bot.metric("herald_tokens{state=\"unknown\"}") == 0);
            return new Cost(bot.threads(), bot.liveHeapBytes(), bot.residentBytes());
        }
    }

    @Test
    void idleChannelOverWebSocketCostsLessThanFortyKilobytesAndATenthOfAThread() throws Exception {
        Cost few = costOf(10, "websocket");
        Cost many = costOf(CHANNELS, "websocket");

        double heap = (many.heap() - few.heap()) / (CHANNELS - 10.0) / 1024;
        double threads = (many.threads() - few.threads()) / (CHANNELS - 10.0);
        Figures.add("heap of an idle channel, websocket", heap, "KB", "below 40");
        Figures.add("threads for each socket more, websocket", threads, "", "at most 0.1");
        Figures.add("threads with 300 channels, websocket", many.threads(), "", "");
        Figures.add("resident memory with 300 channels, websocket", many.resident() / 1048576.0, "MB", "");
        assertThat(heap).isLessThan(40);
        assertThat(threads).isLessThanOrEqualTo(0.1);
    }
}
