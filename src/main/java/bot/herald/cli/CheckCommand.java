package bot.herald.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import bot.herald.app.PluginModule;
import bot.herald.check.ConfigFileProbe;
import bot.herald.check.Finding;
import bot.herald.check.InstallationCheck;
import bot.herald.check.InstalledFeatures;
import bot.herald.check.Machine;
import bot.herald.check.Report;
import bot.herald.cli.ConfigChoice.NoConfiguration;
import bot.herald.config.BotConfig;
import bot.herald.config.ConfigException;
import bot.herald.lifecycle.StartupException;
import bot.herald.security.OwnerOnly;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code herald check} */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        versionProvider = VersionFromBuild.class,
        description = {
            "Checks whether this installation will work, and says how to fix what will not.",
            "Changes nothing and works beside a running bot. Exit code 1 if anything is wrong."
        })
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Option(names = "--offline", description = "Does not ask Twitch or Discord.")
    private boolean offline;

    @Option(
            names = "--bundle",
            paramLabel = "FILE",
            description = "Also writes a report without secrets, for somebody who helps you; must not exist yet.")
    private Optional<Path> bundle = Optional.empty();

    @Spec
    private @Nullable CommandSpec spec;

    private final ConfigChoice choice;
    private final Machine machine;

    CheckCommand(ConfigChoice choice, Machine machine) {
        this.choice = choice;
        this.machine = machine;
    }

    @Override
    public Integer call() throws IOException {
        Logs.onlyWarnings();
        Path named = config.file().map(choice::resolve).orElse(null);
        if (named != null && !Files.exists(named)) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), "there is no file " + named + "; name another");
        }
        BotConfig loaded;
        try {
            loaded = choice.load(config.file());
        } catch (ConfigException e) {
            return show(e.problems().stream()
                    .map(problem -> Finding.wrong(
                            "configuration",
                            problem.toString(),
                            "Correct it; herald config example explains every key."))
                    .toList());
        } catch (NoConfiguration e) {
            return show(List.of(Finding.wrong(
                    "configuration",
                    "there is none",
                    "Run herald init, which asks for what is needed, or open the link that herald run prints;"
                            + " or set HERALD_TWITCH_CLIENT_ID and HERALD_TWITCH_CLIENT_SECRET.")));
        }
        return look(loaded);
    }

    private int look(BotConfig loaded) throws IOException {
        List<Finding> findings;
        try (InstalledFeatures features = PluginModule.installed(loaded)) {
            InstallationCheck check = new InstallationCheck(loaded, machine, features::scopes);
            findings = new ArrayList<>(check.run(offline));
            choice.file(config.file())
                    .ifPresent(file -> findings.addAll(ConfigFileProbe.look(file, choice.environment())));
            if (bundle.isPresent()) {
                Path file = choice.resolve(bundle.get());
                write(file, Report.of(check, findings, VersionFromBuild.version(), machine.clock()));
            }
        }
        return show(findings);
    }

    private int show(List<Finding> findings) {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        return FindingTable.show(findings, json, choice.columns(), out);
    }

    /** Readable by this user alone. It is safe to post, but whether to post it is up to them. */
    private void write(Path file, String text) {
        try {
            OwnerOnly.create(file);
            Files.writeString(file, text, UTF_8, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new StartupException(file + " exists already: name another file, nothing is overwritten");
        } catch (IOException e) {
            throw new StartupException(
                    "cannot write " + file + ": its folder must exist and be writable for this user");
        }
        if (!json.isSet()) {
            PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
            out.println("The report is in " + file + ". It holds no token, secret or key; read it before you post it.");
            out.println();
        }
    }
}
