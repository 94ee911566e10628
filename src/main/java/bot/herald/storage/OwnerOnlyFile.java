package bot.herald.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/** Creates a file with its mode before anything is written, so that others can never read it. */
final class OwnerOnlyFile {
    private OwnerOnlyFile() {}

    /** @throws java.nio.file.FileAlreadyExistsException if it is there */
    static void create(Path file) throws IOException {
        Files.createFile(file, attributes(file));
    }

    /** What to make the file with; nothing where files have no modes. */
    static FileAttribute<?>[] attributes(Path file) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in a folder");
        return Files.getFileStore(folder).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
