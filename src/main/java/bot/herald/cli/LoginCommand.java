package bot.herald.cli;

import bot.herald.auth.Purpose;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code herald login}: only groups its subcommands. */
@Command(
        name = "login",
        mixinStandardHelpOptions = true,
        versionProvider = VersionFromBuild.class,
        description = {
            "Connects an account with a code that you enter on Twitch, on any device.",
            "Needs no browser here and no public address. A running bot uses the account within seconds."
        })
final class LoginCommand {
    /** {@code herald login bot} */
    @Command(
            name = "bot",
            mixinStandardHelpOptions = true,
            versionProvider = VersionFromBuild.class,
            description = {
                "Connects the account that the bot speaks as, or replaces it.",
                "Prints a code and an address, and waits until somebody who is logged in as the bot has authorized Herald there."
            })
    static final class Bot extends OfAccount {
        @Option(
                names = {"-y", "--yes"},
                description = "Replaces another account without asking.")
        private boolean yes;

        Bot(Upkeep upkeep, ConfigChoice choice) {
            super(upkeep, choice, Purpose.BOT);
        }

        @Override
        Optional<String> who() {
            return Optional.empty();
        }

        @Override
        boolean yes() {
            return yes;
        }
    }

    /** {@code herald login channel} */
    @Command(
            name = "channel",
            mixinStandardHelpOptions = true,
            versionProvider = VersionFromBuild.class,
            description = {
                "Connects a broadcaster's channel.",
                "Prints a code and an address, and waits until the broadcaster has authorized Herald there."
            })
    static final class Channel extends OfAccount {
        @Parameters(
                paramLabel = "CHANNEL",
                arity = "0..1",
                description =
                        "A channel that is connected already, by login or Twitch user id: it is asked for what its"
                                + " features need, too.")
        private @Nullable String who;

        Channel(Upkeep upkeep, ConfigChoice choice) {
            super(upkeep, choice, Purpose.CHANNEL);
        }

        @Override
        Optional<String> who() {
            return Optional.ofNullable(who);
        }
    }

    /** A command that connects an account. */
    abstract static class OfAccount implements Callable<Integer> {
        @Mixin
        private final ConfigOption config = new ConfigOption();

        private final Upkeep upkeep;
        private final ConfigChoice choice;
        private final Purpose purpose;

        OfAccount(Upkeep upkeep, ConfigChoice choice, Purpose purpose) {
            this.upkeep = upkeep;
            this.choice = choice;
            this.purpose = purpose;
        }

        @Override
        public Integer call() {
            return upkeep.accounts().login(choice.load(config.file()), purpose, who(), yes());
        }

        /** The channel named on the command line. */
        abstract Optional<String> who();

        /** Whether replacing the bot's account is already confirmed. */
        boolean yes() {
            return false;
        }
    }
}
