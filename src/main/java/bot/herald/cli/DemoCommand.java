package bot.herald.cli;

import bot.herald.cli.Actions.DemoOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code herald demo} */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        versionProvider = VersionFromBuild.class,
        description = "Shows the bot at work against a simulated Twitch and Discord; needs no account.")
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
            description = "Port of the bot's web server; by default 8080, or any free one if that is taken.")
    private Optional<Integer> port = Optional.empty();

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "How long to stay up, such as 20s or 5m; by default until Ctrl-C.")
    private Optional<Duration> stayFor = Optional.empty();

    @Option(names = "--without-discord", description = "Leaves the simulated Discord out, for a quicker start.")
    private boolean withoutDiscord;

    private final Actions actions;

    DemoCommand(Actions actions) {
        this.actions = actions;
    }

    @Override
    public Integer call() {
        OptionalInt chosenPort = port.map(OptionalInt::of).orElseGet(OptionalInt::empty);
        return actions.demo(new DemoOptions(channels, chosenPort, stayFor, !withoutDiscord));
    }

    /** Reads a duration as people write it: {@code 500ms}, {@code 20s}, {@code 5m}, {@code 1h}, {@code 1d}. */
    static final class DurationConverter implements ITypeConverter<Duration> {
        // Nine digits of days do not overflow a Duration.
        private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

        @Override
        public Duration convert(String text) {
            Matcher matcher = FORM.matcher(text);
            if (!matcher.matches()) {
                throw new TypeConversionException("'" + text
                        + "' is not a duration; write a whole number and a unit, such as 500ms, 20s, 5m, 1h or 1d");
            }
            long amount = Long.parseLong(matcher.group(1));
            return switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                case "h" -> Duration.ofHours(amount);
                default -> Duration.ofDays(amount);
            };
        }
    }
}
