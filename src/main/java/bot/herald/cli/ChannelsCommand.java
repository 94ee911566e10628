package bot.herald.cli;

import bot.herald.auth.StoredTokenJson;
import bot.herald.identity.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code herald channels}: only groups its subcommands. */
@Command(
        name = "channels",
        mixinStandardHelpOptions = true,
        versionProvider = VersionFromBuild.class,
        description = "Lists, removes and imports connected channels, and makes their keys.")
final class ChannelsCommand {
    /** {@code herald channels list} */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            versionProvider = VersionFromBuild.class,
            description = "Lists the connected channels, and whether their tokens are valid.")
    static final class ListAll implements Callable<Integer> {
        @Mixin
        private final ConfigOption config = new ConfigOption();

        @Mixin
        private final JsonOption json = new JsonOption();

        private final Upkeep upkeep;
        private final ConfigChoice choice;

        ListAll(Upkeep upkeep, ConfigChoice choice) {
            this.upkeep = upkeep;
            this.choice = choice;
        }

        @Override
        public Integer call() {
            return upkeep.accounts().listChannels(choice.load(config.file()), json.isSet());
        }
    }

    /** A command about one channel. */
    abstract static class OfChannel implements Callable<Integer> {
        @Mixin
        final ConfigOption config = new ConfigOption();

        @Mixin
        final YesOption yes = new YesOption();

        @Parameters(paramLabel = "CHANNEL", description = "Login or Twitch user id.")
        String who = "";

        final Upkeep upkeep;
        final ConfigChoice choice;

        OfChannel(Upkeep upkeep, ConfigChoice choice) {
            this.upkeep = upkeep;
            this.choice = choice;
        }
    }

    /** {@code herald channels remove} */
    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            versionProvider = VersionFromBuild.class,
            description = {
                "Disconnects a channel: its token is revoked on Twitch and erased here. Asks first.",
                "A running bot leaves the channel within seconds. Its settings stay, in case it comes back, unless you add --purge."
            })
    static final class Remove extends OfChannel {
        @Option(
                names = "--purge",
                description = "Also erases its settings, commands, timers and quotes. By user id, this also works for a"
                        + " channel that is no longer connected.")
        private boolean purge;

        Remove(Upkeep upkeep, ConfigChoice choice) {
            super(upkeep, choice);
        }

        @Override
        public Integer call() {
            return upkeep.accounts().removeChannel(choice.load(config.file()), who, purge, yes.isSet());
        }
    }

    /** {@code herald channels import} */
    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            versionProvider = VersionFromBuild.class,
            description = {
                "Connects a channel with tokens from elsewhere, made for the same client ID.",
                "Herald asks Twitch whose they are, and stores them under that user id."
            },
            footer = {
                "",
                "Other users of this machine can see arguments while a command runs. Give"
                        + " - in place of a token to have it read from a line of standard input."
            })
    static final class Import implements Callable<Integer> {
        @Mixin
        private final ConfigOption config = new ConfigOption();

        @Option(
                names = "--access-token",
                paramLabel = "A",
                description = "Access token; - to read it from standard input.")
        private @Nullable String accessToken;

        @Option(
                names = "--refresh-token",
                paramLabel = "R",
                description = "Refresh token; - to read it from standard input.")
        private @Nullable String refreshToken;

        @Spec
        private @Nullable CommandSpec spec;

        private final Upkeep upkeep;
        private final ConfigChoice choice;
        private final BufferedReader input;

        Import(Upkeep upkeep, ConfigChoice choice, BufferedReader input) {
            this.upkeep = upkeep;
            this.choice = choice;
            this.input = input;
        }

        @Override
        public Integer call() {
            Optional<Secret> access = given(accessToken);
            Optional<Secret> refresh = given(refreshToken);
            if (access.isEmpty() && refresh.isEmpty()) {
                throw new CommandLine.ParameterException(
                        Objects.requireNonNull(spec).commandLine(),
                        accessToken == null && refreshToken == null
                                ? "Give --access-token, --refresh-token, or best both."
                                : "The token is empty; with - it is read from a line of standard input.");
            }
            return upkeep.accounts().importChannel(choice.load(config.file()), access, refresh);
        }

        private Optional<Secret> given(@Nullable String option) {
            if (option == null) {
                return Optional.empty();
            }
            String token = option.equals("-") ? typed() : option.strip();
            try {
                return token.isEmpty() ? Optional.empty() : Optional.of(StoredTokenJson.bare(token));
            } catch (IllegalArgumentException e) {
                throw new CommandLine.ParameterException(
                        Objects.requireNonNull(spec).commandLine(),
                        "That is no token: it holds characters that no token has. Copy it again, without quotes.");
            }
        }

        /** Not echoed at a terminal. */
        private String typed() {
            return Terminal.console()
                    .map(console -> console.readPassword("Token (not shown): "))
                    .map(String::new)
                    .map(String::strip)
                    .orElseGet(this::line);
        }

        private String line() {
            try {
                String line = input.readLine();
                return line == null ? "" : line.strip();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** {@code herald channels sign} */
    @Command(
            name = "sign",
            mixinStandardHelpOptions = true,
            versionProvider = VersionFromBuild.class,
            description = {
                "Makes a key that signs the requests of a channel's texts ({fetch:...}), and prints it once.",
                "Asks first if there is a key already: the new one replaces it at once, also in a running bot."
            })
    static final class Sign extends OfChannel {
        @Option(names = "--stop", description = "Erases the key: requests are no longer signed.")
        private boolean stop;

        Sign(Upkeep upkeep, ConfigChoice choice) {
            super(upkeep, choice);
        }

        @Override
        public Integer call() {
            return upkeep.accounts().signFetches(choice.load(config.file()), who, stop, yes.isSet());
        }
    }
}
