package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.testing.ClassArchive;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Herald in a process of its own, with everything it prints. */
final class HeraldProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final List<String> printed = new ArrayList<>();
    private boolean ended;

    HeraldProcess(Path folder, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(ClassArchive.java());
        command.add("bot.herald.Main");
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread reader = new Thread(this::read, "herald-process-output");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            String line = lines.readLine();
            while (line != null) {
                add(line);
                line = lines.readLine();
            }
        } catch (IOException e) {
            add("cannot read the output: " + e);
        }
        synchronized (this) {
            ended = true;
            notifyAll();
        }
    }

    private synchronized void add(String line) {
        printed.add(line);
        notifyAll();
    }

    /** The first group of the pattern in the first line that has it; waits for it. */
    synchronized String await(String pattern) throws InterruptedException {
        Pattern wanted = Pattern.compile(pattern);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            for (String line : printed) {
                Matcher matcher = wanted.matcher(line);
                if (matcher.find()) {
                    return matcher.groupCount() == 0 ? matcher.group() : matcher.group(1);
                }
            }
            long millis = (end - System.nanoTime()) / 1_000_000;
            if (millis <= 0 || ended) {
                throw new AssertionError("no line with " + pattern + " in:\n" + String.join("\n", printed));
            }
            wait(millis);
        }
    }

    synchronized String output() {
        return String.join("\n", printed);
    }

    /** SIGTERM; by the handle, because the process's own method closes what it prints to, too. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** SIGKILL; what it printed before can still be read. */
    void kill() {
        process.toHandle().destroyForcibly();
    }

    /** SIGSTOP: nothing runs, and all connections stay. */
    void freeze() throws Exception {
        signal("-STOP");
    }

    /** SIGCONT. */
    void goOn() throws Exception {
        signal("-CONT");
    }

    private void signal(String which) throws Exception {
        assertThat(new ProcessBuilder("kill", which, Long.toString(process.pid()))
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }

    /** The exit code, once the process has ended by itself and all it printed is read. */
    int awaitExit(long seconds) throws InterruptedException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            throw new AssertionError("still running after " + seconds + " s:\n" + output());
        }
        synchronized (this) {
            while (!ended) {
                wait();
            }
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
