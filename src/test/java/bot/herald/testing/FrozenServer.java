package bot.herald.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** A PostgreSQL server that stands still (SIGSTOP): its connections stay, new ones are opened, and nobody answers. */
public final class FrozenServer implements AutoCloseable {
    private final Deque<Long> stopped = new ArrayDeque<>();

    private FrozenServer() {}

    /** @param folder with the server's data */
    public static FrozenServer of(Path folder) {
        FrozenServer frozen = new FrozenServer();
        long server = Long.parseLong(firstLine(folder.resolve("postmaster.pid")));
        // First the one that would start another for each that stands still.
        frozen.stop(server);
        ProcessHandle.of(server)
                .orElseThrow()
                .descendants()
                .map(ProcessHandle::pid)
                .forEach(frozen::stop);
        return frozen;
    }

    private static String firstLine(Path file) {
        try {
            return Files.readAllLines(file).get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void stop(long process) {
        signal("-STOP", process);
        stopped.push(process);
    }

    private static void signal(String which, long process) {
        try {
            int exit = new ProcessBuilder("kill", which, Long.toString(process))
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException("kill " + which + " did not work");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** How many processes of it stand still. */
    public int processes() {
        return stopped.size();
    }

    /** It goes on (SIGCONT). May be called twice. */
    @Override
    public void close() {
        while (!stopped.isEmpty()) {
            signal("-CONT", stopped.pop());
        }
    }
}
