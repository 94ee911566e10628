package bot.herald.cli;

import bot.herald.check.ConfigFileProbe;
import bot.herald.check.FilesProbe;
import bot.herald.check.Finding;
import bot.herald.config.BotConfig;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code herald run} */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        versionProvider = VersionFromBuild.class,
        description = {
            "Runs the bot until Ctrl-C.",
            "Without a configuration, prints a link to a page that asks for one, and then runs the bot."
        })
final class RunCommand implements Callable<Integer> {
    private static final Logger log = LoggerFactory.getLogger(RunCommand.class);
    private static final long MUCH_HEAP = 1L << 30;

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Option(
            names = "--new-database",
            description = "Starts with an empty database if there is a key file but no database file.")
    private boolean newDatabase;

    private final Actions actions;
    private final ConfigChoice choice;

    RunCommand(Actions actions, ConfigChoice choice) {
        this.actions = actions;
        this.choice = choice;
    }

    @Override
    public Integer call() {
        if (choice.isFirstStart(config.file())) {
            hint();
            return actions.firstStart(choice.newFile(Optional.empty()));
        }
        BotConfig loaded = choice.load(config.file());
        if (newDatabase) {
            actions.migrate(loaded);
        }
        return actions.run(loaded, () -> {
            log.info(
                    "{} starts on Java {}, {} {}",
                    VersionFromBuild.version(),
                    Runtime.version(),
                    System.getProperty("os.name"),
                    System.getProperty("os.arch"));
            choice.file(config.file()).ifPresent(file -> warn(ConfigFileProbe.look(file, choice.environment())));
            warn(FilesProbe.look(loaded));
            hint();
        });
    }

    private static void hint() {
        heapHint(
                        Runtime.getRuntime().maxMemory(),
                        ProcessHandle.current().info().arguments().map(List::of).orElse(List.of()))
                .ifPresent(log::info);
    }

    /**
     * A hint where Java was given no limit and may take a quarter of the machine's memory.
     *
     * @param arguments of the process, including those of Java
     */
    static Optional<String> heapHint(long mostBytes, List<String> arguments) {
        boolean told = arguments.stream()
                .anyMatch(one ->
                        one.startsWith("-Xmx") || one.startsWith("-XX:MaxRAM") || one.startsWith("-XX:MaxHeapSize"));
        return told || mostBytes <= MUCH_HEAP
                ? Optional.empty()
                : Optional.of("Java may take " + (mostBytes >> 20)
                        + " MB here, where Herald needs 512 at most. The command herald"
                        + " starts it so; by hand: java -XX:+UseSerialGC -Xmx512m -jar herald.jar run");
    }

    private static void warn(List<Finding> findings) {
        findings.forEach(finding -> log.warn("{}. {}", finding.text(), finding.remedy()));
    }
}
