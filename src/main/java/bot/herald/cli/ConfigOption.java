package bot.herald.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option of commands that need a configuration. */
final class ConfigOption {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "Configuration; without it config.yaml in this folder, else the HERALD_... variables.")
    private Optional<Path> file = Optional.empty();

    Optional<Path> file() {
        return file;
    }
}
