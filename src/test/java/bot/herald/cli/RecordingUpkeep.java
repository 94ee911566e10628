package bot.herald.cli;

import bot.herald.auth.Purpose;
import bot.herald.config.BotConfig;
import bot.herald.identity.Secret;
import bot.herald.storage.OlderBotImport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes down what it is asked to do. */
final class RecordingUpkeep implements Upkeep, Upkeep.Tokens, Upkeep.Accounts, Upkeep.Data {
    final List<String> calls = new ArrayList<>();

    @Override
    public Tokens tokens() {
        return this;
    }

    @Override
    public Accounts accounts() {
        return this;
    }

    @Override
    public Data data() {
        return this;
    }

    @Override
    public int list(BotConfig config, boolean json) {
        return called("listTokens " + json);
    }

    @Override
    public int refresh(BotConfig config, List<String> who, boolean json) {
        return called("refreshTokens " + who + " " + json);
    }

    @Override
    public int validate(BotConfig config, List<String> who, boolean json) {
        return called("validateTokens " + who + " " + json);
    }

    @Override
    public int listChannels(BotConfig config, boolean json) {
        return called("listChannels " + json);
    }

    @Override
    public int removeChannel(BotConfig config, String who, boolean purge, boolean yes) {
        return called("removeChannel " + who + " " + purge + " " + yes);
    }

    @Override
    public int importChannel(BotConfig config, Optional<Secret> accessToken, Optional<Secret> refreshToken) {
        return called("importChannel " + revealed(accessToken) + " " + revealed(refreshToken));
    }

    @Override
    public int signFetches(BotConfig config, String who, boolean stop, boolean yes) {
        return called("signFetches " + who + " " + stop + " " + yes);
    }

    @Override
    public int login(BotConfig config, Purpose purpose, Optional<String> who, boolean yes) {
        return called("login " + purpose.text() + who.map(name -> " " + name).orElse(""));
    }

    @Override
    public int rotateKey(BotConfig config, boolean yes) {
        return called("rotateKey " + yes);
    }

    @Override
    public int backup(BotConfig config, Path file) {
        return called("backup " + file.getFileName());
    }

    @Override
    public int importOlderBot(BotConfig config, Path file, OlderBotImport.Mode mode) {
        return called("importOlderBot " + file.getFileName() + " " + mode);
    }

    private int called(String call) {
        calls.add(call);
        return 0;
    }

    private static String revealed(Optional<Secret> secret) {
        return secret.map(Secret::reveal).orElse("none");
    }
}
