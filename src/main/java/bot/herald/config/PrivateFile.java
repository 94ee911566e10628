package bot.herald.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import bot.herald.security.OwnerOnly;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** Creates files that only this user can read. */
final class PrivateFile {
    private PrivateFile() {}

    /**
     * Writes the file under another name and links it into place, so that nobody sees half a file and nothing is overwritten.
     *
     * @throws FileAlreadyExistsException if something of that name exists
     */
    static void create(Path file, String text) throws IOException {
        written(file, text, PrivateFile::publish);
    }

    /** Writes the file under another name and moves it into place, so that nobody sees half a file. */
    static void replace(Path file, String text) throws IOException {
        written(
                file,
                text,
                (fresh, target) ->
                        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING));
    }

    private static void written(Path file, String text, Publication publication) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in a folder");
        Path fresh = Files.createTempFile(folder, "." + file.getFileName(), ".new", OwnerOnly.attributes(file));
        try {
            Files.writeString(fresh, text, UTF_8, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            publication.publish(fresh, file);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** Gives a complete file its name. */
    @FunctionalInterface
    private interface Publication {
        void publish(Path fresh, Path file) throws IOException;
    }

    private static void publish(Path fresh, Path file) throws IOException {
        try {
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            // Some file systems have no hard links; a move that does not overwrite is the next best.
            Files.move(fresh, file);
        }
    }
}
