package bot.herald.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.ToLongFunction;

/**
 * The machine that a check runs on.
 *
 * @param javaVersion the feature release of Java
 * @param freeBytes the usable space in the file store of a path
 */
public record Machine(Clock clock, int javaVersion, ToLongFunction<Path> freeBytes) {
    public static Machine ofThisMachine() {
        return new Machine(Clock.systemUTC(), Runtime.version().feature(), Machine::free);
    }

    private static long free(Path existing) {
        try {
            return Files.getFileStore(existing).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
