package bot.herald.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code herald simulator} */
@Command(
        name = "simulator",
        mixinStandardHelpOptions = true,
        versionProvider = VersionFromBuild.class,
        description = "Runs the simulated Twitch alone, for those who write features.")
final class SimulatorCommand implements Callable<Integer> {
    @Option(
            names = "--port",
            paramLabel = "P",
            defaultValue = "8090",
            converter = NumberConverter.Port.class,
            description = "Port to listen on, 0 for any free one (${DEFAULT-VALUE}).")
    private int port;

    private final Actions actions;

    SimulatorCommand(Actions actions) {
        this.actions = actions;
    }

    @Override
    public Integer call() {
        return actions.simulator(port);
    }
}
