package bot.herald.cli;

import bot.herald.cli.Actions.InitOptions;
import bot.herald.identity.Secret;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code herald init} */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        versionProvider = VersionFromBuild.class,
        description = {
            "Asks what Herald needs, tests it on Twitch, writes config.yaml.",
            "Does not ask for what options or the environment say. Never overwrites a file."
        },
        footer = {
            "",
            "There is no option for the client secret, since other users of this machine can see"
                    + " arguments. It is taken from HERALD_TWITCH_CLIENT_SECRET, else asked for, else read"
                    + " from a line of standard input."
        })
final class InitCommand implements Callable<Integer> {
    private static final String CLIENT_ID = "HERALD_TWITCH_CLIENT_ID";
    private static final String CLIENT_SECRET = "HERALD_TWITCH_CLIENT_SECRET";

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Option(names = "--client-id", paramLabel = "ID", description = "Client ID of your application on Twitch.")
    private Optional<String> clientId = Optional.empty();

    @Option(names = "--port", paramLabel = "P", description = "Port of the web server; by default 8080.")
    private Optional<String> port = Optional.empty();

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "How browsers reach Herald; by default http://localhost:8080, for this machine only.")
    private Optional<String> publicUrl = Optional.empty();

    @Option(
            names = "--admin",
            paramLabel = "LOGIN",
            description = "Twitch login or user id of an admin, who can see and manage everything.")
    private Optional<String> admin = Optional.empty();

    private final Actions actions;
    private final ConfigChoice choice;

    InitCommand(Actions actions, ConfigChoice choice) {
        this.actions = actions;
        this.choice = choice;
    }

    @Override
    public Integer call() {
        return actions.init(
                choice.newFile(config.file()),
                new InitOptions(
                        port,
                        publicUrl,
                        variable(CLIENT_ID).or(() -> clientId),
                        variable(CLIENT_SECRET).map(Secret::new),
                        admin));
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(choice.environment().get(name)).filter(value -> !value.isBlank());
    }
}
