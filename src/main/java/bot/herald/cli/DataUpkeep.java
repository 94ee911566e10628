package bot.herald.cli;

import bot.herald.config.BotConfig;
import bot.herald.lifecycle.StartupException;
import bot.herald.maintenance.Maintenance;
import bot.herald.security.KeyRotation;
import bot.herald.storage.ImportReport;
import bot.herald.storage.OlderBotImport;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Carries out {@code herald db} and {@code herald key}. */
final class DataUpkeep implements Upkeep.Data {
    private final HeraldUpkeep upkeep;
    private final PrintWriter out;
    private final PrintWriter err;

    DataUpkeep(HeraldUpkeep upkeep, PrintWriter out, PrintWriter err) {
        this.upkeep = upkeep;
        this.out = out;
        this.err = err;
    }

    @Override
    public int rotateKey(BotConfig config, boolean yes) {
        try (Maintenance maintenance = upkeep.open(config)) {
            YesOption.require(
                    yes,
                    "Replace the key? Backups made before can only be read with the key file of today: copy "
                            + config.security().keyFile() + " first.");
            KeyRotation.Result result = rotated(maintenance);
            if (result.resumed()) {
                out.println("An earlier rotation was interrupted; it is finished now.");
            }
            out.println(
                    switch (result.resealed()) {
                        case 0 -> "The key is new. No tokens are stored.";
                        case 1 -> "The key is new. 1 stored token is encrypted with it.";
                        default -> "The key is new. " + result.resealed() + " stored tokens are encrypted with it.";
                    });
            out.println("Back up the database now, and " + config.security().keyFile() + ".");
            out.println("Backups of the database made before need the key file from before.");
            return 0;
        }
    }

    private KeyRotation.Result rotated(Maintenance maintenance) {
        try (Progress progress = upkeep.progress("Encrypting stored tokens", maintenance.sealedTexts())) {
            return maintenance.rotateKey(progress::reached);
        }
    }

    @Override
    public int backup(BotConfig config, Path file) {
        try (Maintenance maintenance = upkeep.open(config)) {
            Optional<String> key = maintenance.backup(file);
            out.println("The database is copied to " + file + ".");
            out.println(key.map(name -> "Its tokens open with " + name + ".").orElse("It holds no token."));
            if (key.isPresent()) {
                out.println("Keep a copy of that key file too, elsewhere: "
                        + config.security().keyFile());
            }
            return 0;
        }
    }

    @Override
    public int importOlderBot(BotConfig config, Path file, OlderBotImport.Mode mode) {
        if (Files.isDirectory(file)) {
            throw new StartupException(file + " is a folder; name the older bot's database file in it");
        }
        if (!Files.isRegularFile(file)) {
            throw new StartupException("there is no file " + file);
        }
        try (Maintenance maintenance = upkeep.open(config)) {
            ImportReport report = maintenance.importOlderBot(file, mode);
            report.lines().forEach(line -> out.println(words(line)));
            out.println(total(report));
            long unusable = report.count(ImportReport.Outcome.UNUSABLE);
            if (unusable > 0 && mode == OlderBotImport.Mode.ALL_OR_NOTHING) {
                err.println("herald: nothing was imported, because with --strict every row must be usable");
            }
            return unusable == 0 ? 0 : Failures.FAILED;
        }
    }

    private static String words(ImportReport.Line line) {
        String what = switch (line.outcome()) {
            case TAKEN_OVER -> "ok";
            case KEPT -> "kept";
            case UNUSABLE -> "UNUSABLE";
        };
        return Stream.of(what, line.where(), line.who(), line.detail())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(": "));
    }

    private static String total(ImportReport report) {
        return (report.written() ? "Taken over: " : "Nothing was changed. Would be taken over: ")
                + report.count(ImportReport.Outcome.TAKEN_OVER) + ", kept as they are: "
                + report.count(ImportReport.Outcome.KEPT) + ", unusable: "
                + report.count(ImportReport.Outcome.UNUSABLE) + ".";
    }
}
