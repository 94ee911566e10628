package bot.herald.security;

import bot.herald.lifecycle.StartupException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * Seals everything under a new key and forgets the old one, beside a running bot.
 *
 * <p>The key file always holds every key that any stored text needs, so a rotation can be interrupted at any point: the
 * next call continues where it stopped.
 */
public final class KeyRotation {
    private final KeyFile file;
    private final SealedTexts texts;

    public KeyRotation(KeyFile file, SealedTexts texts) {
        this.file = file;
        this.texts = texts;
    }

    /**
     * What was done.
     *
     * @param resumed whether an earlier rotation was finished rather than a new one begun
     */
    public record Result(int resealed, boolean resumed) {}

    /**
     * @param progress takes the number of texts done so far
     * @throws StartupException if another rotation is going on, or the key file cannot be read or written
     */
    public Result rotate(IntConsumer progress) {
        if (file.isGiven()) {
            throw new StartupException("the key comes from HERALD_SECURITY_KEY, which Herald cannot change: write its"
                    + " content into the file that security.key-file names (mode 0600), unset the variable, and run"
                    + " herald key rotate again; then set the variable to what is in the file, restart, and delete it");
        }
        Path lockFile = file.path().resolveSibling(file.path().getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(
                        lockFile,
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                        OwnerOnly.attributes(lockFile));
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw new StartupException("another key rotation is running: wait until it has finished");
            }
            return rotateAlone(progress);
        } catch (IOException e) {
            throw new StartupException("cannot lock " + lockFile + " ("
                    + e.getClass().getSimpleName() + "): make the key file's folder writable for this user");
        }
    }

    private Result rotateAlone(IntConsumer progress) {
        Keyset keys = file.keys();
        boolean resumed = keys.ids().size() > 1;
        if (!resumed) {
            keys = keys.withNewKey();
            file.replace(keys);
        }
        texts.sealUnder(keys.primaryId());
        int done = 0;
        int some = texts.resealSome(keys.primaryId());
        while (some > 0) {
            done += some;
            progress.accept(done);
            some = texts.resealSome(keys.primaryId());
        }
        file.replace(keys.primaryAlone());
        return new Result(done, resumed);
    }
}
