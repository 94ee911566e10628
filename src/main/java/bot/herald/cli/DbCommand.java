package bot.herald.cli;

import bot.herald.check.DatabaseCheck;
import bot.herald.check.Finding;
import bot.herald.storage.OlderBotImport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code herald db}: only groups its subcommands. */
@Command(
        name = "db",
        mixinStandardHelpOptions = true,
        versionProvider = VersionFromBuild.class,
        description = "Manages the database.")
final class DbCommand {
    /** {@code herald db migrate} */
    @Command(
            name = "migrate",
            mixinStandardHelpOptions = true,
            versionProvider = VersionFromBuild.class,
            description = "Updates the database's tables to this version.")
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

    /** {@code herald db check} */
    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            versionProvider = VersionFromBuild.class,
            description = {
                "Checks the database: its pages, references, schema and tokens.",
                "Changes nothing and works beside a running bot. Exit code 1 if anything is wrong."
            })
    static final class Check implements Callable<Integer> {
        @Mixin
        private final ConfigOption config = new ConfigOption();

        @Mixin
        private final JsonOption json = new JsonOption();

        @Spec
        private @Nullable CommandSpec spec;

        private final ConfigChoice choice;

        Check(ConfigChoice choice) {
            this.choice = choice;
        }

        @Override
        public Integer call() {
            Logs.onlyWarnings();
            List<Finding> findings = new DatabaseCheck(choice.load(config.file()), Clock.systemUTC()).run();
            PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
            return FindingTable.show(findings, json, choice.columns(), out);
        }
    }

    /** {@code herald db backup} */
    @Command(
            name = "backup",
            mixinStandardHelpOptions = true,
            versionProvider = VersionFromBuild.class,
            description = "Copies the database consistently, even while the bot is running.",
            footer = {
                "",
                "The copy's tokens need the current key file: keep a copy of that, too, in another place.",
                "To restore: stop the bot, put both files in their places, remove the -wal and -shm"
                        + " files beside the database, start the bot."
            })
    static final class Backup implements Callable<Integer> {
        @Mixin
        private final ConfigOption config = new ConfigOption();

        @Parameters(paramLabel = "FILE", description = "The copy; must not exist yet.")
        private Path file = Path.of("");

        private final Upkeep upkeep;
        private final ConfigChoice choice;

        Backup(Upkeep upkeep, ConfigChoice choice) {
            this.upkeep = upkeep;
            this.choice = choice;
        }

        @Override
        public Integer call() {
            return upkeep.data().backup(choice.load(config.file()), choice.resolve(file));
        }
    }

    /** {@code herald db import} */
    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            versionProvider = VersionFromBuild.class,
            description = {
                "Imports the tokens in an older bot's SQLite database.",
                "Accounts that are already connected stay as they are; importing again changes nothing. Exit code 1 if any row"
                        + " could not be used."
            })
    static final class Import implements Callable<Integer> {
        @Mixin
        private final ConfigOption config = new ConfigOption();

        @Parameters(paramLabel = "OLD.db", description = "The older bot's database; it is only read.")
        private Path file = Path.of("");

        @Option(names = "--dry-run", description = "Shows what would be done, and changes nothing.")
        private boolean dryRun;

        @Option(names = "--strict", description = "Imports nothing if any row cannot be used.")
        private boolean strict;

        private final Upkeep upkeep;
        private final ConfigChoice choice;

        Import(Upkeep upkeep, ConfigChoice choice) {
            this.upkeep = upkeep;
            this.choice = choice;
        }

        @Override
        public Integer call() {
            return upkeep.data().importOlderBot(choice.load(config.file()), choice.resolve(file), mode());
        }

        private OlderBotImport.Mode mode() {
            if (dryRun) {
                return OlderBotImport.Mode.DRY_RUN;
            }
            return strict ? OlderBotImport.Mode.ALL_OR_NOTHING : OlderBotImport.Mode.USABLE_ROWS;
        }
    }
}
