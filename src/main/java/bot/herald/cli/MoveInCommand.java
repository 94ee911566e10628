package bot.herald.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import bot.herald.account.Actor;
import bot.herald.app.MaintenanceModule;
import bot.herald.channel.Channel;
import bot.herald.config.BotConfig;
import bot.herald.lifecycle.StartupException;
import bot.herald.maintenance.Maintenance;
import bot.herald.movein.ChannelMoves;
import bot.herald.movein.Item;
import bot.herald.movein.Item.Kind;
import bot.herald.movein.MoveIn.Applied;
import bot.herald.movein.Preview;
import bot.herald.movein.Preview.Line;
import bot.herald.movein.Preview.OnClash;
import bot.herald.movein.Preview.State;
import bot.herald.movein.Reading;
import bot.herald.movein.Source;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code herald move-in}, {@code herald export} and {@code herald import}: what a channel has, in and out. */
final class MoveInCommand {
    private MoveInCommand() {}

    /** A command that is about one channel. */
    abstract static class OfChannel implements Callable<Integer> {
        @Mixin
        private final ConfigOption config = new ConfigOption();

        @Option(
                names = "--channel",
                required = true,
                paramLabel = "WHO",
                description = "The channel: its login, or its Twitch user id.")
        private String who = "";

        @Spec
        private @Nullable CommandSpec spec;

        private final ConfigChoice choice;
        final Clock clock;

        OfChannel(ConfigChoice choice, Clock clock) {
            this.choice = choice;
            this.clock = clock;
        }

        @Override
        public Integer call() {
            Logs.onlyWarnings();
            checkUsage();
            BotConfig loaded = choice.load(config.file());
            try (Maintenance maintenance = MaintenanceModule.open(loaded, clock)) {
                Channel channel = Who.oneAmong(maintenance.channels(), who);
                PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
                return act(maintenance.moves(), channel, out);
            }
        }

        abstract int act(ChannelMoves moves, Channel channel, PrintWriter out);

        int columns() {
            return choice.columns();
        }

        /** Refuses wrong usage before the database is opened. */
        void checkUsage() {}

        ParameterException wrong(String what) {
            return new ParameterException(Objects.requireNonNull(spec).commandLine(), what);
        }

        static List<Item> items(Reading reading) {
            if (reading instanceof Reading.Found found) {
                return found.items();
            }
            throw new StartupException(((Reading.Unreadable) reading).why());
        }

        static String text(Path file) {
            if (Files.isDirectory(file)) {
                throw new StartupException(file + " is a folder; name the file in it");
            }
            try {
                if (Files.size(file) > Reading.MOST_BYTES) {
                    throw new StartupException(file + " is larger than 2 MB");
                }
                return Files.readString(file, UTF_8);
            } catch (NoSuchFileException e) {
                throw new StartupException("there is no file " + file);
            } catch (CharacterCodingException e) {
                throw new StartupException(file + ": " + Reading.NOT_UTF_8);
            } catch (IOException e) {
                throw new StartupException("cannot read " + file + ": check that this user may read it");
            }
        }
    }

    /** How the items of a preview are applied. */
    static final class ApplyOptions {
        @Option(names = "--dry-run", description = "Shows what would be imported, and changes nothing.")
        private boolean dryRun;

        @Option(
                names = "--on-clash",
                paramLabel = "WHAT",
                converter = OnClashConverter.class,
                description =
                        "If a name is in use: keep the channel's own (default), replace it, or rename the imported one.")
        private OnClash onClash = OnClash.KEEP;

        int apply(ChannelMoves moves, Preview preview, PrintWriter out, int columns) {
            show(preview, out, columns);
            if (dryRun) {
                return 0;
            }
            List<String> all = preview.lines().stream().map(Line::id).toList();
            Applied applied = moves.moveIn().apply(preview, all, onClash, Actor.COMMAND_LINE);
            applied.refused().forEach(refused -> out.println("Not saved: " + refused));
            out.println("Added " + applied.added().size() + ", replaced "
                    + applied.replaced().size() + "."
                    + (applied.count() == 0 ? "" : " The activity log of the channel can undo it."));
            return applied.refused().isEmpty() ? 0 : Failures.FAILED;
        }

        private static void show(Preview preview, PrintWriter out, int columns) {
            Table table = new Table("STATE", "KIND", "NAME");
            for (Line line : preview.lines()) {
                // Settings have many texts: their names have to do.
                boolean hasText = line.kind() != Kind.SETTINGS && line.kind() != Kind.FEATURE;
                List<String> notes = new ArrayList<>();
                notes.add(hasText && line.state() != State.SAME ? line.ours() : "");
                line.reasons().forEach(reason -> notes.add("- " + reason));
                table.add(List.of(line.state().text(), line.kindText(), line.name()), notes);
            }
            table.print(out, columns);
            out.println(preview.count(State.NEW) + " new, " + preview.count(State.CHANGED) + " changed, "
                    + preview.count(State.SAME) + " here already, " + preview.count(State.CLASH)
                    + " with a name in use, "
                    + preview.count(State.SKIPPED) + " left out.");
        }
    }

    /** Reads a value of {@code --on-clash}. */
    static final class OnClashConverter implements ITypeConverter<OnClash> {
        @Override
        public OnClash convert(String text) {
            return OnClash.of(text)
                    .orElseThrow(() -> new TypeConversionException("'" + text + "' is not keep, replace or rename"));
        }
    }

    /** {@code herald move-in} */
    @Command(
            name = "move-in",
            mixinStandardHelpOptions = true,
            versionProvider = VersionFromBuild.class,
            description = {
                "Imports a channel's commands from another bot, by the channel's name or from a file.",
                "Commands that cannot be translated are imported disabled, with the reason. A running bot has them within a second."
            })
    static final class In extends OfChannel {
        @Option(
                names = "--from",
                required = true,
                paramLabel = "BOT",
                description =
                        "nightbot, streamelements, fossabot or moobot (by name or file); streamlabs, phantombot, firebot, csv (by file).")
        private String from = "";

        @Option(names = "--file", paramLabel = "FILE", description = "The other bot's export.")
        private @Nullable Path file;

        @Mixin
        private final ApplyOptions options = new ApplyOptions();

        In(ConfigChoice choice, Clock clock) {
            super(choice, clock);
        }

        @Override
        void checkUsage() {
            Source source = source();
            if (file == null && !source.isOnline()) {
                throw wrong(source.title() + " comes as a file; name it with --file");
            }
        }

        private Source source() {
            return Source.of(from)
                    .filter(one -> one != Source.HERALD)
                    .orElseThrow(() -> wrong("--from must be one of nightbot, streamelements, fossabot, moobot,"
                            + " streamlabs, phantombot, firebot, csv"));
        }

        @Override
        int act(ChannelMoves moves, Channel channel, PrintWriter out) {
            Source source = source();
            Reading reading = file == null
                    ? moves.online().of(source, channel.profile().login())
                    : source == Source.PHANTOMBOT ? moves.phantomBot(file) : Reading.of(source, text(file));
            Preview preview = moves.moveIn().preview(channel.id(), source, items(reading));
            return options.apply(moves, preview, out, columns());
        }
    }

    /** {@code herald export} */
    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            versionProvider = VersionFromBuild.class,
            description = {
                "Prints everything a channel has as JSON: settings, commands, timers, features, quotes and counters.",
                "Without tokens or data about viewers. herald import reads it."
            })
    static final class Export extends OfChannel {
        Export(ConfigChoice choice, Clock clock) {
            super(choice, clock);
        }

        @Override
        int act(ChannelMoves moves, Channel channel, PrintWriter out) {
            out.println(moves.export(channel).toPrettyString());
            return 0;
        }
    }

    /** {@code herald import} */
    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            versionProvider = VersionFromBuild.class,
            description = "Imports what herald export printed; by default, keeps what the channel already has.")
    static final class Import extends OfChannel {
        @Parameters(paramLabel = "FILE", description = "What herald export printed.")
        private Path file = Path.of("");

        @Mixin
        private final ApplyOptions options = new ApplyOptions();

        Import(ConfigChoice choice, Clock clock) {
            super(choice, clock);
        }

        @Override
        int act(ChannelMoves moves, Channel channel, PrintWriter out) {
            Reading reading = Reading.of(Source.HERALD, text(file));
            Preview preview = moves.moveIn().preview(channel.id(), Source.HERALD, items(reading));
            return options.apply(moves, preview, out, columns());
        }
    }
}
