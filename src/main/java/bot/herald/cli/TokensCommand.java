package bot.herald.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code herald tokens}: only groups its subcommands. */
@Command(
        name = "tokens",
        mixinStandardHelpOptions = true,
        versionProvider = VersionFromBuild.class,
        description = "Lists, validates and refreshes stored tokens; never prints one.")
final class TokensCommand {
    /** A command about tokens. */
    abstract static class OfTokens implements Callable<Integer> {
        @Mixin
        final ConfigOption config = new ConfigOption();

        @Mixin
        final JsonOption json = new JsonOption();

        final Upkeep upkeep;
        final ConfigChoice choice;

        OfTokens(Upkeep upkeep, ConfigChoice choice) {
            this.upkeep = upkeep;
            this.choice = choice;
        }
    }

    /** {@code herald tokens list} */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            versionProvider = VersionFromBuild.class,
            description = "Lists every token's state and scopes, without asking Twitch.")
    static final class ListAll extends OfTokens {
        ListAll(Upkeep upkeep, ConfigChoice choice) {
            super(upkeep, choice);
        }

        @Override
        public Integer call() {
            return upkeep.tokens().list(choice.load(config.file()), json.isSet());
        }
    }

    /** A command about the tokens of some accounts. */
    abstract static class OfChosenTokens extends OfTokens {
        @Parameters(
                paramLabel = "WHO",
                arity = "0..*",
                description = "Logins or Twitch user ids; all tokens if there are none.")
        List<String> who = List.of();

        OfChosenTokens(Upkeep upkeep, ConfigChoice choice) {
            super(upkeep, choice);
        }
    }

    /** {@code herald tokens refresh} */
    @Command(
            name = "refresh",
            mixinStandardHelpOptions = true,
            versionProvider = VersionFromBuild.class,
            description = {
                "Refreshes tokens now, whether or not they are due.",
                "A running bot uses them within seconds. Exit code 1 if any token could not be refreshed."
            })
    static final class Refresh extends OfChosenTokens {
        Refresh(Upkeep upkeep, ConfigChoice choice) {
            super(upkeep, choice);
        }

        @Override
        public Integer call() {
            return upkeep.tokens().refresh(choice.load(config.file()), who, json.isSet());
        }
    }

    /** {@code herald tokens validate} */
    @Command(
            name = "validate",
            mixinStandardHelpOptions = true,
            versionProvider = VersionFromBuild.class,
            description = {
                "Asks Twitch whether each token is valid, and refreshes those that are not.",
                "Exit code 1 if any token is not valid afterwards."
            })
    static final class Validate extends OfChosenTokens {
        Validate(Upkeep upkeep, ConfigChoice choice) {
            super(upkeep, choice);
        }

        @Override
        public Integer call() {
            return upkeep.tokens().validate(choice.load(config.file()), who, json.isSet());
        }
    }
}
