package bot.herald.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** Ports for servers whose address has to be known before they listen. */
public final class FreePort {
    /** Below those that the system gives to outgoing connections: one of these could take the port before the server does. */
    private static final int LOWEST = 20_000;

    private static final int MANY = 12_000;

    /** Other test processes begin elsewhere. */
    private static final AtomicInteger FOLLOWING = new AtomicInteger(new Random().nextInt(MANY));

    private FreePort() {}

    /** One on which nobody listens, and which is not given again soon. */
    public static int next() {
        for (int tried = 0; tried < MANY; tried++) {
            int port = LOWEST + Math.floorMod(FOLLOWING.getAndIncrement(), MANY);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("somebody listens on each port from " + LOWEST);
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
