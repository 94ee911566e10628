package bot.herald.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code herald completion} */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        versionProvider = VersionFromBuild.class,
        description = {
            "Prints a script that lets bash and zsh complete commands and options.",
            "For this shell: source <(herald completion)"
        })
final class CompletionCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        CommandSpec own = Objects.requireNonNull(spec);
        own.commandLine().getOut().println(script(own.root().commandLine()));
    }

    static String script(CommandLine herald) {
        return AutoComplete.bash("herald", herald);
    }
}
