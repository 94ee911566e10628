package bot.herald.cli;

import bot.herald.cli.Actions.DemoOptions;
import bot.herald.cli.Actions.InitOptions;
import bot.herald.config.BotConfig;
import bot.herald.config.NewConfigFile;
import bot.herald.identity.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Writes down what it is asked to do, with the client id that tells configurations apart. */
final class RecordingActions implements Actions {
    final List<String> calls = new ArrayList<>();
    private final List<BotConfig> configs = new ArrayList<>();
    int exitCode;
    Runnable atStart = () -> {};
    Consumer<String> onCall = calls::add;

    @Override
    public int run(BotConfig config, Runnable start) {
        configs.add(config);
        atStart = start;
        return called("run " + config.twitch().clientId());
    }

    @Override
    public int firstStart(NewConfigFile file) {
        return called("firstStart " + file.path().getFileName());
    }

    @Override
    public int init(NewConfigFile file, InitOptions options) {
        return called("init " + file.path().getFileName() + " "
                + options.publicUrl().orElse("-") + " "
                + options.clientId().orElse("-") + " "
                + options.clientSecret().map(Secret::reveal).orElse("-") + " "
                + options.admin().orElse("-"));
    }

    @Override
    public int demo(DemoOptions options) {
        return called("demo " + options);
    }

    @Override
    public int simulator(int port, OptionalInt discordPort) {
        return called("simulator " + port + (discordPort.isPresent() ? " " + discordPort.getAsInt() : ""));
    }

    @Override
    public int migrate(BotConfig config) {
        configs.add(config);
        return called("migrate " + config.twitch().clientId());
    }

    private int called(String call) {
        onCall.accept(call);
        return exitCode;
    }

    BotConfig lastConfig() {
        return configs.get(configs.size() - 1);
    }
}
