package bot.herald.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * Loads SQLite's own library and takes its file away again.
 *
 * <p>The driver would unpack it into the folder for temporary files, and delete it when the process ends by itself. One that a
 * signal ends would leave a megabyte there each time. It would also read what it has written once more, and compare it byte by byte,
 * which nobody needs to do in a folder that is its owner's alone.
 */
final class SqliteLibrary {
    private static final Logger log = LoggerFactory.getLogger(SqliteLibrary.class);
    private static final String FOLDER = "org.sqlite.lib.path";
    private static boolean loaded;

    private SqliteLibrary() {}

    /** Does nothing the second time. If it cannot be loaded, the driver tries by itself and reports why. */
    static synchronized void load() {
        if (loaded) {
            return;
        }
        loaded = true;
        String name = LibraryLoaderUtil.getNativeLibName();
        try (InputStream library =
                SQLiteJDBCLoader.class.getResourceAsStream(LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name)) {
            if (library == null || System.getProperty(FOLDER) != null) {
                return;
            }
            Path folder = Files.createTempDirectory(
                    Path.of(System.getProperty("org.sqlite.tmpdir", System.getProperty("java.io.tmpdir"))),
                    "herald-sqlite");
            System.setProperty(FOLDER, folder.toString());
            try {
                Files.copy(library, folder.resolve(name));
                SQLiteJDBCLoader.initialize();
            } finally {
                System.clearProperty(FOLDER);
                delete(folder);
            }
        } catch (Exception e) {
            log.debug("SQLite's library is left to the driver: {}", e.getClass().getSimpleName());
        }
    }

    /** Windows does not delete what is in use; there the driver does it at the end. */
    private static void delete(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> unpacked = Files.list(folder)) {
            files = unpacked.toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(folder);
    }
}
