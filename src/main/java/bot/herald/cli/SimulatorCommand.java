package bot.herald.cli;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code herald simulator} */
@Command(
        name = "simulator",
        mixinStandardHelpOptions = true,
        versionProvider = VersionFromBuild.class,
        description = "Runs only the simulated Twitch and Discord, for developing features.")
final class SimulatorCommand implements Callable<Integer> {
    @Option(
            names = "--port",
            paramLabel = "P",
            defaultValue = "8090",
            converter = NumberConverter.Port.class,
            description = "Port of the simulated Twitch, 0 for any free one (${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--discord-port",
            paramLabel = "P",
            converter = NumberConverter.Port.class,
            description = "Port of the simulated Discord; by default 8091, or any free one if that is taken.")
    private Optional<Integer> discordPort = Optional.empty();

    private final Actions actions;

    SimulatorCommand(Actions actions) {
        this.actions = actions;
    }

    @Override
    public Integer call() {
        return actions.simulator(port, discordPort.map(OptionalInt::of).orElseGet(OptionalInt::empty));
    }
}
