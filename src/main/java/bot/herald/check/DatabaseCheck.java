package bot.herald.check;

import bot.herald.config.BotConfig;
import bot.herald.config.DatabaseConfig;
import bot.herald.config.SecurityConfig;
import bot.herald.config.SecurityConfig.KeyFileMode;
import bot.herald.lifecycle.StartupException;
import bot.herald.security.KeyFile;
import bot.herald.storage.DatabaseInspection;
import bot.herald.storage.SchemaVersion;
import bot.herald.storage.SqliteFile;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks a database: its pages, references and schema, and whether the key opens every token. Changes nothing. */
public final class DatabaseCheck {
    private static final Duration OLD = Duration.ofDays(2);

    private final BotConfig config;
    private final Clock clock;

    public DatabaseCheck(BotConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** The findings about everything that was checked. */
    public List<Finding> run() {
        DatabaseConfig database = config.database();
        Optional<SqliteFile> file = SqliteFile.of(database.url());
        try {
            SecurityConfig security = config.security();
            KeyFile key = new KeyFile(security.keyFile(), security.keyFileMode() == KeyFileMode.IGNORE, security.key());
            if (file.isPresent()) {
                file.get().requirePresent(Optional.of(config.security().keyFile()));
            }
            DatabaseInspection look = file.isPresent()
                    ? DatabaseInspection.at(file.get())
                    : DatabaseInspection.at(database.url(), database.user(), database.password());
            return findings(look, key);
        } catch (StartupException e) {
            return List.of(Finding.wrong("database", String.valueOf(e.getMessage()), ""));
        } catch (DatabaseInspection.UnreadableException e) {
            return List.of(Finding.wrong(
                    "database",
                    "cannot be used: " + e.getMessage(),
                    file.map(SqliteFile::restoring).orElse("Correct database.url, or see to the server.")));
        }
    }

    private List<Finding> findings(DatabaseInspection look, KeyFile key) {
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok("database", look.address() + " answers"));
        findings.add(schema(look.schema()));
        look.file().ifPresent(file -> {
            findings.add(pages(look, file));
            findings.add(references(look));
        });
        findings.add(tokens(look, key));
        look.file().ifPresent(file -> findings.add(backup(file)));
        return findings;
    }

    private static Finding schema(SchemaVersion schema) {
        String version = schema.version().orElse("none");
        if (schema.fromNewerVersion()) {
            return Finding.wrong(
                    "schema",
                    "version " + version + " was made by a newer Herald; this one knows " + schema.newest(),
                    "Install that version again, or restore a backup made before it.");
        }
        return schema.isOlder()
                ? Finding.warning(
                        "schema",
                        "version " + version + " is older than " + schema.newest(),
                        "`herald run` or `herald db migrate` brings it up to date.")
                : Finding.ok("schema", "version " + version + ", the newest");
    }

    private static Finding pages(DatabaseInspection look, SqliteFile file) {
        List<String> damage = look.damage();
        return damage.isEmpty()
                ? Finding.ok("pages", "every page and index is sound")
                : Finding.wrong("pages", "damaged: " + damage.get(0), file.restoring());
    }

    private static Finding references(DatabaseInspection look) {
        int broken = look.brokenReferences();
        return broken == 0
                ? Finding.ok("references", "no row refers to a missing one")
                : Finding.wrong(
                        "references",
                        broken + (broken == 1 ? " row refers" : " rows refer") + " to a row that is missing",
                        "Restore a backup; something else than Herald has changed this database.");
    }

    private Finding tokens(DatabaseInspection look, KeyFile key) {
        int sealed = look.sealedTexts();
        if (sealed == 0) {
            return Finding.ok("tokens", "none is stored");
        }
        if (!key.exists()) {
            return Finding.wrong(
                    "tokens",
                    sealed + " sealed, but the key file " + config.security().keyFile() + " is missing",
                    "Restore the key file from a backup; without it every account has to connect again.");
        }
        int closed = look.unreadableTexts(key.cipher());
        return closed == 0
                ? Finding.ok("tokens", "all " + sealed + " open with the key file")
                : Finding.wrong(
                        "tokens",
                        closed + " of " + sealed + " do not open with "
                                + config.security().keyFile(),
                        "Restore the key file that belongs to this database, or connect those accounts again.");
    }

    private Finding backup(SqliteFile file) {
        Optional<Instant> newest = file.newestBackup();
        boolean daily = config.database().backup() == DatabaseConfig.Backup.DAILY;
        if (newest.isEmpty()) {
            return daily
                    ? Finding.warning("backup", "none yet", "A running Herald makes one soon after its start.")
                    : Finding.skipped("backup", "none beside the database (database.backup: off)");
        }
        String text = "the newest is of " + newest.get();
        return daily && Duration.between(newest.get(), clock.instant()).compareTo(OLD) > 0
                ? Finding.warning("backup", text, "A running Herald makes one a day: see its log.")
                : Finding.ok("backup", text);
    }
}
