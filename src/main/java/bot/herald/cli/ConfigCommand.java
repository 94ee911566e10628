package bot.herald.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code herald config}: only groups its subcommands. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        versionProvider = VersionFromBuild.class,
        description = "Shows what a configuration looks like.")
final class ConfigCommand {
    /** {@code herald config example} */
    @Command(
            name = "example",
            mixinStandardHelpOptions = true,
            versionProvider = VersionFromBuild.class,
            description = {
                "Prints an example configuration that explains every setting.",
                "To begin with it: herald config example > config.yaml"
            })
    static final class Example implements Runnable {
        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public void run() {
            Objects.requireNonNull(spec).commandLine().getOut().print(text());
        }

        private static String text() {
            try (InputStream file = ConfigCommand.class.getResourceAsStream("/config.example.yaml")) {
                return new String(
                        Objects.requireNonNull(file, "packed into the jar").readAllBytes(), UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
