package bot.herald.chaos;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

class ChaosTest {
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder = Path.of("");

    @Test
    @Tag("chaos")
    void nothingIsLostOrDoneTwiceWhileEverythingFails() throws Exception {
        try (ChaosRun run = ChaosRun.of(ChaosSettings.fromProperties(), folder)) {
            run.run();
        }
    }

    /** So that the harness cannot rot: few channels, a few faults, one seed. */
    @Test
    void aShortRunWithFewChannels() throws Exception {
        ChaosSettings few = new ChaosSettings(
                17,
                20,
                Duration.ofSeconds(6),
                Duration.ofSeconds(3),
                Duration.ofMillis(500),
                3,
                Duration.ofSeconds(60),
                true);
        try (ChaosRun run = ChaosRun.of(few, folder)) {
            run.run();
        }
    }
}
