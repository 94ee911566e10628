package bot.herald.storage;

import bot.herald.cluster.InstanceLock;
import bot.herald.lifecycle.StartupException;
import bot.herald.security.OwnerOnly;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A locked file beside the database; the operating system unlocks it when the process ends. */
final class SqliteInstanceLock implements InstanceLock {
    private static final Logger log = LoggerFactory.getLogger(SqliteInstanceLock.class);

    private static final Set<StandardOpenOption> OPENED = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    /** The byte that is the right itself. Before there were two, the whole file was locked: old and new exclude each other. */
    private static final long RIGHT = 0;
    /** The byte that others look at. They lock it for an instant, which must not look like a second bot. */
    private static final long SIGN = 1;

    private final Path file;
    private @Nullable FileChannel channel;

    SqliteInstanceLock(Path file) {
        this.file = file;
    }

    @Override
    public synchronized Holder take() {
        if (channel != null) {
            return Holder.THIS_PROCESS;
        }
        try {
            FileChannel opened = FileChannel.open(file, OPENED, OwnerOnly.attributes(file));
            if (isLocked(opened)) {
                channel = opened;
                return Holder.THIS_PROCESS;
            }
            opened.close();
            return Holder.ANOTHER;
        } catch (IOException e) {
            throw new StartupException("cannot lock " + file
                    + ", which keeps a second Herald from the database: its folder must be writable for this user, and on a"
                    + " file system that can lock files");
        }
    }

    private static boolean isLocked(FileChannel opened) throws IOException {
        try {
            if (opened.tryLock(RIGHT, 1, false) == null) {
                return false;
            }
            opened.lock(SIGN, 1, false);
            return true;
        } catch (OverlappingFileLockException e) {
            // Another bot in this very process.
            return false;
        }
    }

    /**
     * Whether a process has the right now; takes nothing. Not for the process that may have it: on Linux, closing a file
     * gives up every lock that the process has on it.
     */
    boolean isTaken() {
        try (FileChannel opened = FileChannel.open(file, StandardOpenOption.READ)) {
            // Closing the file unlocks it.
            return opened.tryLock(SIGN, 1, true) == null;
        } catch (OverlappingFileLockException e) {
            // A bot in this very process.
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new StartupException("cannot tell whether Herald is running: make " + file
                    + " readable for this user, on a file system that can lock files");
        }
    }

    @Override
    public boolean worthWaitingFor() {
        return false;
    }

    @Override
    public synchronized void close() {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                log.warn("cannot unlock {}; the end of the process will", file);
            }
        }
    }
}
