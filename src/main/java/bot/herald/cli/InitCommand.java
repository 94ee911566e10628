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
            "What options or the environment say is not asked. A file that is there already stays as it is."
        },
        footer = {
            "",
            "Arguments can be seen by other users of this machine, so the client secret is"
                    + " none: it is taken from HERALD_TWITCH_CLIENT_SECRET, else asked for, else read"
                    + " from a line of standard input."
        })
final class InitCommand implements Callable<Integer> {
    private static final String CLIENT_ID = "HERALD_TWITCH_CLIENT_ID";
    private static final String CLIENT_SECRET = "HERALD_TWITCH_CLIENT_SECRET";

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Option(names = "--client-id", paramLabel = "ID", description = "Client id of your application on Twitch.")
    private Optional<String> clientId = Optional.empty();

    @Option(names = "--port", paramLabel = "P", description = "Port of the web server; 8080 without it.")
    private Optional<String> port = Optional.empty();

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "How browsers reach Herald; http://localhost:8080 for this machine alone.")
    private Optional<String> publicUrl = Optional.empty();

    @Option(
            names = "--admin",
            paramLabel = "LOGIN",
            description = "Twitch login or user id of who may see and manage everything.")
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
