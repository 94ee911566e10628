package bot.herald.cli;

import bot.herald.lifecycle.StartupException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder that is deleted on close. */
final class TemporaryFolder implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TemporaryFolder.class);

    private static final int MOST_TRIES = 5;

    private final Path path;

    TemporaryFolder(String name) {
        try {
            this.path = Files.createTempDirectory(name);
        } catch (IOException e) {
            throw new StartupException("cannot make a temporary folder: is the disk full?");
        }
    }

    Path path() {
        return path;
    }

    /** Deletes the folder and everything in it. Idempotent. */
    @Override
    public synchronized void close() {
        for (int tries = 1; Files.exists(path); tries++) {
            try {
                deleteAll();
            } catch (IOException | UncheckedIOException e) {
                // Interrupted work may still be writing.
                if (tries == MOST_TRIES) {
                    log.warn("the temporary folder {} could not be deleted", path);
                    return;
                }
            }
        }
    }

    private void deleteAll() throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(path)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.deleteIfExists(file);
        }
    }
}
