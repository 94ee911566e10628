package bot.herald.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The copies of a SQLite database that Herald makes beside it, by their names: {@code herald.db.daily-TIME.bak} and, before its
 * tables are changed, {@code herald.db.vVERSION-TIME.bak}.
 */
final class BackupFiles {
    static final String DAILY = "daily";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private BackupFiles() {}

    /** @param kind {@link #DAILY}, or v and the version of the schema */
    static Path name(SqliteFile file, String kind, Instant now) {
        return file.path().resolveSibling(file.path().getFileName() + "." + kind + "-" + TIME.format(now) + ".bak");
    }

    /** When it was made, by its name. */
    static Instant madeAt(Path copy) {
        return TIME.parse(time(copy), Instant::from);
    }

    /**
     * Those of a kind, the newest first.
     *
     * @param kind a regular expression
     */
    static List<Path> newestFirst(SqliteFile file, String kind) throws IOException {
        Pattern ours = Pattern.compile(
                Pattern.quote(file.path().getFileName().toString()) + "\\." + kind + "-[0-9]{8}T[0-9]{6}Z\\.bak");
        try (Stream<Path> files = Files.list(file.folder())) {
            return files.filter(
                            one -> ours.matcher(one.getFileName().toString()).matches())
                    .sorted(Comparator.comparing(BackupFiles::time).reversed())
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String time(Path copy) {
        String name = copy.getFileName().toString();
        return name.substring(name.lastIndexOf('-') + 1, name.length() - ".bak".length());
    }

    /** What to do when the database is lost or damaged; ends without a full stop. */
    static String advice(SqliteFile file) {
        return newest(file)
                .map(copy ->
                        "restore a backup: stop Herald, remove " + file.path().getFileName() + "-wal and "
                                + file.path().getFileName() + "-shm, and copy a backup over " + file.path()
                                + "; the newest backup is " + copy)
                .orElseGet(() -> "restore a backup (Herald itself has made none beside it)");
    }

    static Optional<Path> newest(SqliteFile file) {
        try {
            return newestFirst(file, "(?:" + DAILY + "|v[0-9.]+)").stream().findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
