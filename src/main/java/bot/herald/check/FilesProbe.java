package bot.herald.check;

import bot.herald.config.BotConfig;
import bot.herald.config.SecurityConfig.KeyFileMode;
import bot.herald.storage.SqliteFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Whether other users can read or change Herald's files. Finds nothing on file systems without modes. */
public final class FilesProbe {
    private static final String SUBJECT = "files";
    private static final Set<PosixFilePermission> OWN = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);
    private static final Set<PosixFilePermission> CHANGING =
            EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
    private static final Set<PosixFilePermission> NOT_CHANGING = EnumSet.complementOf(EnumSet.copyOf(CHANGING));
    private static final int STICKY = 01000;

    private final List<Finding> findings = new ArrayList<>();

    private FilesProbe() {}

    /** What is wrong with the database, backups, logs, their folders, plug-ins and the key; empty if nothing is. */
    public static List<Finding> look(BotConfig config) {
        FilesProbe probe = new FilesProbe();
        SqliteFile.of(config.database().url()).ifPresent(database -> {
            probe.folder(OWN, database.folder(), "700");
            // The names of its write-ahead log and its backups begin with its name.
            probe.filesLike(database.path());
        });
        config.log().file().ifPresent(log -> {
            // The folder may be shared with other programs' logs; our files have their own modes.
            probe.folder(
                    NOT_CHANGING,
                    Objects.requireNonNull(log.toAbsolutePath().getParent(), "a file is in a folder"),
                    "go-w");
            probe.filesLike(log.toAbsolutePath());
        });
        config.plugins().ifPresent(probe::pluginsMayNotBeChanged);
        if (config.security().key().isEmpty() && config.security().keyFileMode() == KeyFileMode.STRICT) {
            probe.ownedByUs(config.security().keyFile());
        }
        return probe.findings;
    }

    /** What is wrong with the configuration file. */
    static List<Finding> look(Path configuration) {
        FilesProbe probe = new FilesProbe();
        probe.mayBeOpenTo(OWN, configuration, "600");
        return probe.findings;
    }

    /** Herald cannot ask to close a folder that others share, such as the one for temporary files. */
    private void folder(Set<PosixFilePermission> allowed, Path folder, String mode) {
        try {
            if (!hasModes(folder)) {
                return;
            }
            boolean shared = ((int) Files.getAttribute(folder, "unix:mode") & STICKY) != 0;
            if (shared || !isOurs(folder)) {
                boolean changing =
                        Files.getPosixFilePermissions(folder).stream().anyMatch(CHANGING::contains);
                if (changing) {
                    findings.add(Finding.warning(
                            SUBJECT,
                            folder + " can be changed by others",
                            "Give Herald's files a folder of their own, mode 0700."));
                }
                return;
            }
            mayBeOpenTo(allowed, folder, mode);
        } catch (IOException e) {
            unknown(folder, e);
        }
    }

    private static boolean isOurs(Path path) throws IOException {
        return Files.getOwner(path).getName().equals(System.getProperty("user.name"));
    }

    private void filesLike(Path file) {
        Path folder = file.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> all = Files.list(folder)) {
            all.filter(one -> one.getFileName().toString().startsWith(String.valueOf(file.getFileName())))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .forEach(one -> mayBeOpenTo(OWN, one, "600"));
        } catch (IOException | UncheckedIOException e) {
            unknown(folder, e);
        }
    }

    /** Jars are no secret, but whoever can change one can run code in Herald. */
    private void pluginsMayNotBeChanged(Path folder) {
        mayBeOpenTo(NOT_CHANGING, folder, "go-w");
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> jars = Files.list(folder)) {
            jars.sorted().forEach(jar -> mayBeOpenTo(NOT_CHANGING, jar, "go-w"));
        } catch (IOException | UncheckedIOException e) {
            unknown(folder, e);
        }
    }

    private void mayBeOpenTo(Set<PosixFilePermission> allowed, Path path, String mode) {
        try {
            if (!hasModes(path)) {
                return;
            }
            Set<PosixFilePermission> open = EnumSet.copyOf(OWN);
            open.addAll(Files.getPosixFilePermissions(path));
            open.removeAll(allowed);
            open.removeAll(OWN);
            if (!open.isEmpty()) {
                boolean changing = open.stream().anyMatch(CHANGING::contains);
                findings.add(Finding.warning(
                        SUBJECT,
                        path + (changing ? " can be changed by others" : " can be read by others"),
                        "Run chmod " + mode + " " + path + "."));
            }
        } catch (IOException e) {
            unknown(path, e);
        }
    }

    private void ownedByUs(Path key) {
        try {
            if (!hasModes(key)) {
                return;
            }
            String owner = Files.getOwner(key).getName();
            String self = System.getProperty("user.name");
            if (!owner.equals(self) && !owner.equals("root")) {
                findings.add(Finding.warning(
                        SUBJECT,
                        "the key file " + key + " belongs to " + owner + ", who can read and change it",
                        "Run chown " + self + " " + key + " as root; if " + owner
                                + " is a stranger, treat the key as known: herald key rotate."));
            }
        } catch (IOException e) {
            unknown(key, e);
        }
    }

    private static boolean hasModes(Path path) throws IOException {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                && Files.exists(path)
                && Files.getFileStore(path).supportsFileAttributeView("posix");
    }

    private void unknown(Path path, Exception failure) {
        findings.add(Finding.warning(
                SUBJECT,
                "who can read " + path + " cannot be seen ("
                        + failure.getClass().getSimpleName() + ")",
                "Let this user read its folder."));
    }
}
