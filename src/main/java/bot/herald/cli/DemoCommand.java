package bot.herald.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code herald demo} */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        versionProvider = VersionFromBuild.class,
        description = "Shows the bot at work against a simulated Twitch; needs no account.")
final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--channels",
            paramLabel = "N",
            defaultValue = "3",
            converter = NumberConverter.Channels.class,
            description = "How many channels connect, 1 to 50 (${DEFAULT-VALUE}).")
    private int channels;

    @Option(
            names = "--port",
            paramLabel = "P",
            converter = NumberConverter.Port.class,
            description = "Port of the bot's web server; without it 8080, or any free one where that is taken.")
    private Optional<Integer> port = Optional.empty();

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "How long to stay up, such as 20s or 5m; without it until Ctrl-C.")
    private Optional<Duration> stayFor = Optional.empty();

    private final Actions actions;

    DemoCommand(Actions actions) {
        this.actions = actions;
    }

    @Override
    public Integer call() {
        OptionalInt chosenPort = port.map(OptionalInt::of).orElseGet(OptionalInt::empty);
        return actions.demo(new DemoOptions(channels, chosenPort, stayFor));
    }
}
