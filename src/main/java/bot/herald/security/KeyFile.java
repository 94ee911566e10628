package bot.herald.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import bot.herald.lifecycle.StartupException;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * The file with the keys of this installation: a Tink keyset in JSON, readable by its owner alone.
 *
 * <p>Whoever has it and the database has every token; whoever loses it loses them all.
 */
public final class KeyFile {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Path path;

    public KeyFile(Path path) {
        this.path = path;
    }

    public boolean exists() {
        return Files.exists(path);
    }

    /**
     * Makes the file with a new key, unless it is there already.
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
            Path folder = Objects.requireNonNull(path.toAbsolutePath().getParent(), "a file is in a folder");
            Files.createDirectories(folder);
            Path fresh = Files.createTempFile(folder, path.getFileName().toString(), ".new", ownerOnly(folder));
            try {
                Files.writeString(fresh, newKeyset(), UTF_8, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
                publish(fresh);
            } catch (FileAlreadyExistsException e) {
                // Another process was faster; its key is as good as ours.
                return;
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw new StartupException(
                    "cannot create the key file " + path + " (" + e.getClass().getSimpleName()
                            + "): make its folder writable for this user, or set security.key-file");
        }
    }

    /** @throws FileAlreadyExistsException if there is a key file by now */
    private void publish(Path fresh) throws IOException {
        try {
            Files.createLink(path, fresh);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            // Some file systems have no hard links; a move that refuses to overwrite comes next to it.
            Files.move(fresh, path);
        }
    }

    /** @throws StartupException if the file cannot be read, is readable by others, or is no key file */
    public TokenCipher cipher() {
        refuseIfOpenToOthers();
        String json = read();
        try {
            KeysetHandle keys =
                    TinkJsonProtoKeysetFormat.parseKeyset(json, AeadConfig2026.get(), InsecureSecretKeyAccess.get());
            return new TokenCipher(keys.getPrimitive(AeadConfig2026.get(), Aead.class));
        } catch (GeneralSecurityException e) {
            throw new StartupException("the key file " + path + " is damaged or no key file: restore it from a backup;"
                    + " without it the stored tokens cannot be read and every channel has to connect again");
        }
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
                        + path + " (and treat the key as known if strangers use this machine)");
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

    private static FileAttribute<?>[] ownerOnly(Path folder) throws IOException {
        return isPosix(folder)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path existing) throws IOException {
        return Files.getFileStore(existing).supportsFileAttributeView("posix");
    }

    private static String newKeyset() {
        try {
            KeysetHandle keys = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get());
            return TinkJsonProtoKeysetFormat.serializeKeyset(keys, AeadConfig2026.get(), InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink cannot make a key", e);
        }
    }
}
