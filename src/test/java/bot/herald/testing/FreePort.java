package bot.herald.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;

/** Ports for servers whose address has to be known before they listen. */
public final class FreePort {
    /** Below those that the system gives to outgoing connections: one of these could take the port before the server does. */
    private static final int LOWEST = 20_000;

    private static final int MANY = 400;
    private static final int RANGES = 30;

    /**
     * Locked until this process ends: others, in which a server may be on its way to the port that it was given, take theirs
     * elsewhere.
     */
    private static final FileLock RANGE = range();

    private static final int FIRST = LOWEST + MANY * (int) RANGE.position();
    private static final AtomicInteger FOLLOWING = new AtomicInteger();

    private FreePort() {}

    /** One on which nobody listens, and which is not given again soon. */
    public static int next() {
        for (int tried = 0; tried < MANY; tried++) {
            int port = FIRST + Math.floorMod(FOLLOWING.getAndIncrement(), MANY);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("somebody listens on each of " + MANY + " ports from " + FIRST);
    }

    private static FileLock range() {
        Path file = Path.of(System.getProperty("java.io.tmpdir"), "herald-test-ports");
        try {
            FileChannel ranges = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            for (int range = 0; range < RANGES; range++) {
                FileLock mine = ranges.tryLock(range, 1, false);
                if (mine != null) {
                    return mine;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException(RANGES + " processes of tests run at once");
    }

    private static boolean isFree(int port) {
        try (ServerSocket tried = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return tried.isBound();
        } catch (BindException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
