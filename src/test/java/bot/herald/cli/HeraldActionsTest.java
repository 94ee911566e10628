package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bot.herald.lifecycle.StartupException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class HeraldActionsTest {
    private final HeraldActions actions = new HeraldActions(new PrintWriter(Writer.nullWriter()));

    @Test
    void thePortOfTheSimulatorThatAnotherProgramHasIsNamedWithItsOption() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThatExceptionOfType(StartupException.class)
                    .isThrownBy(() -> actions.simulator(port, OptionalInt.empty()))
                    .withMessage("cannot listen on 127.0.0.1:" + port
                            + ": another program has the port. Choose one with --port.");
            assertThatExceptionOfType(StartupException.class)
                    .isThrownBy(() -> actions.simulator(0, OptionalInt.of(port)))
                    .withMessage("cannot listen on 127.0.0.1:" + port
                            + ": another program has the port. Choose one with --discord-port.");
        }
    }
}
