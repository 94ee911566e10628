package bot.herald.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import bot.herald.lifecycle.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code herald man-pages}, for those who package Herald. */
@Command(
        name = "man-pages",
        hidden = true,
        mixinStandardHelpOptions = true,
        versionProvider = VersionFromBuild.class,
        description = "Writes a manual page for every command, and the completion script.")
final class ManPagesCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FOLDER", description = "Where to; made if it is missing.")
    private Path folder = Path.of("");

    @Option(names = "--completion", paramLabel = "FILE", description = "Also writes the script for bash and zsh there.")
    private Optional<Path> completion = Optional.empty();

    @Spec
    private @Nullable CommandSpec spec;

    private final ConfigChoice choice;

    ManPagesCommand(ConfigChoice choice) {
        this.choice = choice;
    }

    @Override
    public Integer call() throws IOException {
        Path target = choice.resolve(folder);
        CommandLine herald = Objects.requireNonNull(spec).root().commandLine();
        try {
            Files.createDirectories(target);
            write(herald, target, new VersionFromBuild().getVersion()[0]);
            if (completion.isPresent()) {
                Path script = choice.resolve(completion.get());
                Files.createDirectories(
                        Objects.requireNonNull(script.toAbsolutePath().getParent(), "a file is in a folder"));
                Files.writeString(script, CompletionCommand.script(herald), UTF_8);
            }
        } catch (IOException e) {
            throw new StartupException("cannot write manual pages to " + target + ": name a folder that is writable");
        }
        return 0;
    }

    private static void write(CommandLine command, Path target, String version) throws IOException {
        ManPage page = new ManPage(command, version);
        Files.writeString(target.resolve(page.fileName()), page.text(), UTF_8);
        for (CommandLine sub : command.getSubcommands().values()) {
            if (!sub.getCommandSpec().usageMessage().hidden()) {
                write(sub, target, version);
            }
        }
    }
}
