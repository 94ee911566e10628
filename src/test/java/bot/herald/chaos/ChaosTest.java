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
        run(ChaosSettings.alone());
    }

    @Test
    @Tag("chaos")
    void nothingIsLostOrDoneTwiceWhileInstancesAndTheirDatabaseFail() throws Exception {
        run(ChaosSettings.together());
    }

    /** So that the harness cannot rot: few channels, a few faults, one seed. */
    @Test
    @Tag("full")
    void aShortRunWithFewChannels() throws Exception {
        run(new ChaosSettings(
                17,
                1,
                20,
                Duration.ofSeconds(6),
                Duration.ofSeconds(3),
                Duration.ofMillis(500),
                8,
                3,
                ChaosSettings.RECOVERY,
                0.5));
    }

    @Test
    @Tag("full")
    void aShortRunOfTwoInstances() throws Exception {
        run(new ChaosSettings(
                4,
                2,
                10,
                Duration.ofSeconds(6),
                Duration.ofSeconds(6),
                Duration.ofMillis(500),
                2,
                2,
                ChaosSettings.RECOVERY,
                0.5));
    }

    private void run(ChaosSettings settings) throws Exception {
        try (ChaosRun run = ChaosRun.of(settings, folder)) {
            run.run();
        }
    }
}
