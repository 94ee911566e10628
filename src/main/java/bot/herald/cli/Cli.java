package bot.herald.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import bot.herald.check.Machine;
import bot.herald.identity.EditDistance;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Herald's command line: reads the arguments, loads the configuration and hands over to {@link Actions}. */
public final class Cli {
    /** How many letters may be mistyped in a command that is still recognized. */
    private static final int TYPOS = 2;

    private Cli() {}

    /**
     * Carries out one command.
     *
     * @param workingFolder where {@code config.yaml} is looked for and relative paths start
     * @return the exit code: 0 done, 1 failed, 2 wrong usage or configuration
     */
    public static int execute(
            String[] args,
            Actions actions,
            Upkeep upkeep,
            Map<String, String> env,
            Path workingFolder,
            PrintWriter out,
            PrintWriter err) {
        Failures failures = new Failures(err);
        try {
            ConfigChoice choice = new ConfigChoice(env, workingFolder);
            // `herald run` needs no other command, and registering them all takes a tenth of its start.
            boolean isRun = args.length > 0 && args[0].equals("run");
            int code = (isRun
                            ? usual(new CommandLine(new HeraldCommand()).addSubcommand(new RunCommand(actions, choice)))
                            : commandLine(actions, upkeep, choice))
                    .setOut(out)
                    .setErr(err)
                    .setExecutionExceptionHandler((failure, command, parsed) -> failures.report(failure))
                    .execute(args);
            return code == 0 && !isRun ? failures.ofOutput(out) : code;
        } catch (Error e) {
            // picocli handles exceptions only; a missing class must end with an exit code, too.
            return failures.report(e);
        } finally {
            out.flush();
            err.flush();
        }
    }

    static CommandLine commandLine(Actions actions, Upkeep upkeep, ConfigChoice choice) {
        return usual(new CommandLine(new HeraldCommand())
                .addSubcommand(new RunCommand(actions, choice))
                .addSubcommand(new InitCommand(actions, choice))
                .addSubcommand(new DemoCommand(actions))
                .addSubcommand(new SimulatorCommand(actions))
                .addSubcommand(new CommandLine(new LoginCommand())
                        .addSubcommand(new LoginCommand.Bot(upkeep, choice))
                        .addSubcommand(new LoginCommand.Channel(upkeep, choice)))
                .addSubcommand(new CommandLine(new ConfigCommand()).addSubcommand(new ConfigCommand.Example()))
                .addSubcommand(new CheckCommand(choice, Machine.ofThisMachine()))
                .addSubcommand(new CommandLine(new DbCommand())
                        .addSubcommand(new DbCommand.Migrate(actions, choice))
                        .addSubcommand(new DbCommand.Check(choice))
                        .addSubcommand(new DbCommand.Backup(upkeep, choice))
                        .addSubcommand(new DbCommand.Import(upkeep, choice)))
                .addSubcommand(new CommandLine(new TokensCommand())
                        .addSubcommand(new TokensCommand.ListAll(upkeep, choice))
                        .addSubcommand(new TokensCommand.Refresh(upkeep, choice))
                        .addSubcommand(new TokensCommand.Validate(upkeep, choice)))
                .addSubcommand(new CommandLine(new ChannelsCommand())
                        .addSubcommand(new ChannelsCommand.ListAll(upkeep, choice))
                        .addSubcommand(new ChannelsCommand.Remove(upkeep, choice))
                        .addSubcommand(new ChannelsCommand.Import(upkeep, choice, input()))
                        .addSubcommand(new ChannelsCommand.Sign(upkeep, choice)))
                .addSubcommand(new CommandLine(new PeopleCommand())
                        .addSubcommand(new PeopleCommand.ListAll(choice, Clock.systemUTC()))
                        .addSubcommand(new PeopleCommand.Remove(choice, Clock.systemUTC())))
                .addSubcommand(new MoveInCommand.In(choice, Clock.systemUTC()))
                .addSubcommand(new MoveInCommand.Export(choice, Clock.systemUTC()))
                .addSubcommand(new MoveInCommand.Import(choice, Clock.systemUTC()))
                .addSubcommand(new CommandLine(new KeyCommand()).addSubcommand(new KeyCommand.Rotate(upkeep, choice)))
                .addSubcommand(new CompletionCommand())
                .addSubcommand(new HelpCommand())
                .addSubcommand(new ManPagesCommand(choice)));
    }

    private static CommandLine usual(CommandLine herald) {
        // With @-files, picocli would read arguments from a file whose name is given with '@' before it.
        return herald.registerConverter(Path.class, new FileConverter())
                .setExpandAtFiles(false)
                .setUsageHelpWidth(80)
                .setParameterExceptionHandler((wrong, args) -> wrongUsage(wrong));
    }

    private static int wrongUsage(ParameterException wrong) {
        CommandLine at = wrong.getCommandLine();
        PrintWriter err = at.getErr();
        if (wrong instanceof UnmatchedArgumentException unmatched
                && !unmatched.isUnknownOption()
                && !at.getSubcommands().isEmpty()) {
            unknownCommand(unmatched.getUnmatched().get(0), at, err);
        } else {
            err.println(wrong.getMessage());
            if (!UnmatchedArgumentException.printSuggestions(wrong, err)) {
                at.usage(err);
            }
        }
        return at.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static void unknownCommand(String typed, CommandLine at, PrintWriter err) {
        String herald = at.getCommandSpec().qualifiedName();
        err.println("There is no command '" + herald + " " + typed + "'.");
        at.getSubcommands().keySet().stream()
                .filter(name -> EditDistance.between(typed, name) <= TYPOS)
                .min(Comparator.comparingInt(name -> EditDistance.between(typed, name)))
                .ifPresentOrElse(
                        name -> err.println("Did you mean: " + herald + " " + name + "?"), () -> at.usage(err));
    }

    private static BufferedReader input() {
        return new BufferedReader(new InputStreamReader(System.in, UTF_8));
    }

    /** The command that holds all others. */
    @Command(
            name = "herald",
            mixinStandardHelpOptions = true,
            versionProvider = VersionFromBuild.class,
            description = "A Twitch bot that serves many channels.",
            footer = {"", "Exit codes: 0 done, 1 failed, 2 wrong usage or configuration."})
    private static final class HeraldCommand {}
}
