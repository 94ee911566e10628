package bot.herald.storage;

import bot.herald.cluster.InstanceLock;
import bot.herald.lifecycle.StartupException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
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
            FileChannel opened = FileChannel.open(file, OPENED, OwnerOnlyFile.attributes(file));
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
            return opened.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // Another bot in this very process.
            return false;
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
