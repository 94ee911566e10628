package bot.herald.cli;

import bot.herald.config.BotConfig;
import java.util.Optional;
import java.util.concurrent.Callable;
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
            "Without any configuration it prints a link to a page that asks for one, and then runs the bot."
        })
final class RunCommand implements Callable<Integer> {
    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Option(
            names = "--new-database",
            description = "Begins with an empty database where the key file is there and the database file is not.")
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
            return actions.firstStart(choice.newFile(Optional.empty()));
        }
        BotConfig loaded = choice.load(config.file());
        if (newDatabase) {
            int unused = actions.migrate(loaded);
        }
        return actions.run(loaded);
    }
}
