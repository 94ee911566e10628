package bot.herald.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import bot.herald.identity.Secret;
import bot.herald.lifecycle.StartupException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The file with the keys of this installation: a Tink keyset in JSON, readable by its owner alone.
 *
 * <p>Anybody with this file and the database has every token. Without it, all stored tokens are lost.
 */
public final class KeyFile {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Path path;
    private final boolean anyMode;
    private final Optional<Secret> given;

    public KeyFile(Path path) {
        this(path, false, Optional.empty());
    }

    /**
     * @param anyMode whether it may be open to others, where modes cannot be set
     * @param given the file's content, as it is or in Base64; if present, the file is not read
     */
    public KeyFile(Path path, boolean anyMode, Optional<Secret> given) {
        this.path = path;
        this.anyMode = anyMode;
        this.given = given;
    }

    public boolean exists() {
        return given.isPresent() || Files.exists(path);
    }

    /** Whether the keys come from elsewhere, so that there is no file to look at or to change. */
    public boolean isGiven() {
        return given.isPresent();
    }

    /**
     * Creates the file with a new key, unless it exists.
     *
     * <p>Written under another name and linked into place, so that a reader never sees half a key and two processes that
     * start together end with the same one.
     *
     * @throws StartupException if it cannot be written
     */
    public void createIfMissing() {
        if (exists()) {
            return;
        }
        try {
            Path folder = folder();
            OwnerOnly.createFolders(folder);
            Path fresh =
                    Files.createTempFile(folder, path.getFileName().toString(), ".new", OwnerOnly.attributes(path));
            try {
                write(fresh, Keyset.generate());
                publish(fresh);
            } catch (FileAlreadyExistsException e) {
                // Another process was faster; its key is used.
                return;
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw new StartupException(
                    "cannot create the key file " + path + " (" + e.getClass().getSimpleName()
                            + "): make its folder writable for this user, with room on the disk, or set security.key-file");
        }
    }

    /** @throws FileAlreadyExistsException if there is a key file by now */
    private void publish(Path fresh) throws IOException {
        try {
            Files.createLink(path, fresh);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            // Some file systems have no hard links; a move that does not overwrite is the next best.
            Files.move(fresh, path);
        }
    }

    /** @throws StartupException if the file cannot be read, is readable by others, or is no key file */
    public TokenCipher cipher() {
        return new TokenCipher(this, keys());
    }

    /**
     * A name for each key, by its number, that reveals nothing about the key.
     *
     * @throws StartupException if the file cannot be read, is readable by others, or is no key file
     */
    public Map<Integer, String> fingerprints() {
        return keys().fingerprints();
    }

    /** @throws StartupException if the file cannot be read, is readable by others, or is no key file */
    Keyset keys() {
        if (given.isPresent()) {
            return keys(given.get());
        }
        if (Files.isDirectory(path)) {
            throw new StartupException("the key file " + path + " is a folder: name a file in it in security.key-file");
        }
        if (!anyMode) {
            refuseIfOpenToOthers();
        }
        try {
            return Keyset.parse(read());
        } catch (GeneralSecurityException e) {
            throw new StartupException("the key file " + path + " is damaged or no key file: restore it from a backup;"
                    + " without it the stored tokens cannot be read and every channel has to connect again");
        }
    }

    private static Keyset keys(Secret given) {
        String text = given.reveal().strip();
        try {
            return Keyset.parse(
                    text.startsWith("{")
                            ? text
                            : new String(Base64.getMimeDecoder().decode(text), UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new StartupException(
                    "HERALD_SECURITY_KEY does not hold a key: set it to what is in the key file, as it"
                            + " is or in Base64 (base64 -w0 herald.key), or unset it and name the file in security.key-file");
        }
    }

    /**
     * Puts other keys in the file's place, at once and durably: a reader sees the old keys or the new ones.
     *
     * @throws StartupException if it cannot be written; then the old keys are still there
     */
    void replace(Keyset keys) {
        try {
            Path folder = folder();
            Path fresh =
                    Files.createTempFile(folder, path.getFileName().toString(), ".new", OwnerOnly.attributes(path));
            try {
                write(fresh, keys);
                Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw new StartupException(
                    "cannot write the key file " + path + " (" + e.getClass().getSimpleName()
                            + "): make it and its folder writable for this user, with room on the disk");
        }
    }

    Path path() {
        return path;
    }

    private Path folder() {
        return Objects.requireNonNull(path.toAbsolutePath().getParent(), "a file is in a folder");
    }

    private static void write(Path file, Keyset keys) throws IOException {
        Files.writeString(file, keys.json(), UTF_8, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
    }

    private void refuseIfOpenToOthers() {
        try {
            if (!isPosix(path)) {
                return;
            }
            Set<PosixFilePermission> open = EnumSet.copyOf(Files.getPosixFilePermissions(path));
            open.removeAll(OWNER_ONLY);
            if (!open.isEmpty()) {
                throw new StartupException("the key file " + path + " can be read or changed by others: chmod 600 "
                        + path
                        + " (and treat the key as known if strangers use this machine). Where modes cannot be set, as on"
                        + " some mounts, set security.key-file-mode: ignore, or give the key in HERALD_SECURITY_KEY");
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private String read() {
        try {
            return Files.readString(path, UTF_8);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private StartupException unreadable(IOException e) {
        return new StartupException("cannot read the key file " + path + " ("
                + e.getClass().getSimpleName() + "): it must be a file that this user may read");
    }

    private static boolean isPosix(Path existing) throws IOException {
        return Files.getFileStore(existing).supportsFileAttributeView("posix");
    }
}
