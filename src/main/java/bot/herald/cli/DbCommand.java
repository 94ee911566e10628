package bot.herald.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code herald db}, which only groups what is done to the database. */
@Command(
        name = "db",
        mixinStandardHelpOptions = true,
        versionProvider = VersionFromBuild.class,
        description = "Looks after the database.")
final class DbCommand {
    /** {@code herald db migrate} */
    @Command(
            name = "migrate",
            mixinStandardHelpOptions = true,
            versionProvider = VersionFromBuild.class,
            description = "Brings the database's tables to what this version needs.")
    static final class Migrate implements Callable<Integer> {
        @Mixin
        private final ConfigOption config = new ConfigOption();

        private final Actions actions;
        private final ConfigChoice choice;

        Migrate(Actions actions, ConfigChoice choice) {
            this.actions = actions;
            this.choice = choice;
        }

        @Override
        public Integer call() {
            return actions.migrate(choice.load(config.file()));
        }
    }
}
