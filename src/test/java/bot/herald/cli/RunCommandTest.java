package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RunCommandTest {
    private static final long GIGABYTE = 1L << 30;

    @Test
    void whoLetsJavaTakeAQuarterOfALargeMachineIsToldHowToStartLean() {
        assertThat(RunCommand.heapHint(6 * GIGABYTE, List.of("-jar", "herald.jar", "run")))
                .hasValueSatisfying(hint -> assertThat(hint)
                        .contains("6144 MB", "-XX:+UseSerialGC -Xmx512m -jar herald.jar run")
                        .doesNotContain("\n"));
    }

    @Test
    void whoChoseAHeapOrHasASmallMachineIsToldNothing() {
        assertThat(RunCommand.heapHint(GIGABYTE / 2, List.of("-jar", "herald.jar")))
                .isEmpty();
        assertThat(RunCommand.heapHint(6 * GIGABYTE, List.of("-Xmx6g", "-jar", "herald.jar")))
                .isEmpty();
        assertThat(RunCommand.heapHint(6 * GIGABYTE, List.of("-XX:MaxRAMPercentage=50", "-jar", "herald.jar")))
                .isEmpty();
    }
}
