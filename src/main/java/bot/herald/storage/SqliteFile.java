package bot.herald.storage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** The file behind a {@code jdbc:sqlite:} address. */
public record SqliteFile(Path path) {
    private static final String PREFIX = "jdbc:sqlite:";
    private static final String URI_PREFIX = "file:";

    /** Empty for an address of another database. */
    public static Optional<SqliteFile> of(String url) {
        if (!url.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String name = url.substring(PREFIX.length()).split("\\?", 2)[0];
        String bare = name.startsWith(URI_PREFIX) ? name.substring(URI_PREFIX.length()) : name;
        return Optional.of(new SqliteFile(Path.of(bare).toAbsolutePath()));
    }

    public Path folder() {
        return Objects.requireNonNull(path.getParent(), "a file is in a folder");
    }

    /** Whether a write-ahead log lies beside it: somebody has it open, or died with it open. */
    public boolean isInUse() {
        return Files.exists(path.resolveSibling(path.getFileName() + "-wal"));
    }

    /** Opens it for reading only, and leaves no file behind. */
    String readOnlyUrl() {
        String file = PREFIX + URI_PREFIX + path.toUri().getRawPath();
        // Reading a write-ahead database makes its side files, unless SQLite is told that nobody writes.
        return isInUse() ? file + "?mode=ro" : file + "?mode=ro&immutable=1";
    }
}
