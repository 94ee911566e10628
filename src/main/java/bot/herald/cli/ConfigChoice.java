package bot.herald.cli;

import bot.herald.config.BotConfig;
import bot.herald.config.ConfigLoader;
import bot.herald.config.NewConfigFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides which configuration applies: the named file, else {@code config.yaml}, else the environment. */
final class ConfigChoice {
    private static final List<String> REQUIRED = List.of("HERALD_TWITCH_CLIENT_ID", "HERALD_TWITCH_CLIENT_SECRET");
    private static final String USUAL = "config.yaml";
    private static final String NONE_FOUND = """
            no configuration found. One of these will do:
              - run herald init, or herald run without any HERALD_TWITCH_ variable
              - herald config example > config.yaml, and fill in
                twitch.client-id and twitch.client-secret of your application
                at dev.twitch.tv/console
              - name another file with --config FILE
              - set HERALD_TWITCH_CLIENT_ID and HERALD_TWITCH_CLIENT_SECRET
            To look around without a Twitch account: herald demo""";

    private final Map<String, String> environment;
    private final Path workingFolder;

    ConfigChoice(Map<String, String> environment, Path workingFolder) {
        this.environment = environment;
        this.workingFolder = workingFolder;
    }

    /**
     * @throws bot.herald.config.ConfigException if what was found cannot be used, or the named file is missing
     * @throws NoConfiguration if there is nothing to load
     */
    BotConfig load(Optional<Path> named) {
        Path usual = workingFolder.resolve(USUAL);
        if (named.isPresent() || Files.exists(usual)) {
            return new ConfigLoader().load(named.map(workingFolder::resolve).orElse(usual), environment);
        }
        // One of the two shows the intention; loading then reports the other as missing.
        if (REQUIRED.stream()
                .anyMatch(name -> !environment.getOrDefault(name, "").isBlank())) {
            return new ConfigLoader().fromEnvironment(environment, workingFolder);
        }
        throw new NoConfiguration(NONE_FOUND);
    }

    /** The file that {@link #load} reads; empty if the configuration is in the environment alone. */
    Optional<Path> file(Optional<Path> named) {
        return named.map(workingFolder::resolve)
                .or(() -> Optional.of(workingFolder.resolve(USUAL)).filter(Files::exists));
    }

    /** Whether there is no sign of a configuration yet. */
    boolean isFirstStart(Optional<Path> named) {
        return named.isEmpty()
                && !Files.exists(workingFolder.resolve(USUAL))
                && REQUIRED.stream()
                        .allMatch(name -> environment.getOrDefault(name, "").isBlank());
    }

    /** The file to write a first configuration to. */
    NewConfigFile newFile(Optional<Path> named) {
        Path file = workingFolder.resolve(named.orElse(Path.of(USUAL)));
        return new NewConfigFile(file, environment);
    }

    Map<String, String> environment() {
        return environment;
    }

    /** The width of the terminal. */
    int columns() {
        return Terminal.columns(environment);
    }

    /** The path of a file named on the command line. */
    Path resolve(Path named) {
        return workingFolder.resolve(named);
    }

    /** No configuration was named, and none was found in the usual places. */
    static final class NoConfiguration extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoConfiguration(String message) {
            super(message);
        }
    }
}
