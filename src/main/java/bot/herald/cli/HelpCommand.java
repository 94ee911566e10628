package bot.herald.cli;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code herald help}; picocli's own knows no commands of commands. */
@Command(
        name = "help",
        mixinStandardHelpOptions = true,
        versionProvider = VersionFromBuild.class,
        description = "Shows the help of a command, as its --help does.")
final class HelpCommand implements Runnable {
    @Parameters(
            paramLabel = "COMMAND",
            arity = "0..*",
            description = "The command, such as run or tokens list; without one, all commands are listed.")
    private List<String> path = List.of();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        CommandLine command = Objects.requireNonNull(spec).root().commandLine();
        for (String name : path) {
            CommandLine sub = command.getSubcommands().get(name);
            if (sub == null) {
                throw new UnmatchedArgumentException(command, List.of(name));
            }
            command = sub;
        }
        command.usage(command.getOut());
    }
}
