package bot.herald.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A running bot in a process of its own, seen from outside: what it costs and what its metrics say. */
public final class BotProcess implements AutoCloseable {
    /** What the launcher, the service and the images tell Java. */
    static final String SHIPPED = "@" + Path.of("packaging", "jvm.options").toAbsolutePath();

    private static final Pattern LIVE_BYTES = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");

    private static final List<String> FROM_CLASS_PATH =
            List.of("-cp", System.getProperty("java.class.path"), "bot.herald.Main");

    private final Process process;
    private final Path log;
    private final URI address;
    private final HttpClient http = HttpClient.newHttpClient();

    private BotProcess(Process process, Path log, URI address) {
        this.process = process;
        this.log = log;
        this.address = address;
    }

    /**
     * @param log where it writes to, in the folder
     * @param jvm options of the virtual machine, for example {@code -Xmx200m}
     */
    static BotProcess start(
            Path folder,
            String log,
            URI address,
            Map<String, String> environment,
            List<String> jvm,
            String... arguments) {
        Path to = folder.resolve(log);
        return new BotProcess(launch(folder, to, environment, jvm, FROM_CLASS_PATH, arguments), to, address);
    }

    /** The same out of the jar, as it is shipped. */
    static BotProcess startJar(
            Path jar,
            Path folder,
            URI address,
            Map<String, String> environment,
            List<String> jvm,
            String... arguments) {
        Path log = folder.resolve("bot.log");
        List<String> program = List.of("-jar", jar.toAbsolutePath().toString());
        return new BotProcess(launch(folder, log, environment, jvm, program, arguments), log, address);
    }

    /** Runs a command to its end; what it printed. */
    static String command(Path folder, Map<String, String> environment, String... arguments)
            throws InterruptedException {
        Path log = folder.resolve("command.log");
        Process process = launch(folder, log, environment, List.of(), FROM_CLASS_PATH, arguments);
        if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException(String.join(" ", arguments) + " failed:\n" + read(log));
        }
        return read(log);
    }

    private static Process launch(
            Path folder,
            Path log,
            Map<String, String> environment,
            List<String> jvm,
            List<String> program,
            String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(program);
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        if (jvm.contains(SHIPPED)) {
            // As the launcher does.
            builder.environment().put("MALLOC_ARENA_MAX", "2");
        }
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until {@code /readyz} says yes. */
    public void awaitReady(Duration atMost) {
        await("ready", atMost, () -> status("/readyz") == 200);
    }

    /** Waits until so many channels hear everything they must. */
    public void awaitConnected(int channels, Duration atMost) {
        await(
                channels + " channels connected",
                atMost,
                () -> metric("herald_channels{status=\"connected\"}") == channels);
    }

    public void await(String what, Duration atMost, BooleanSupplier condition) {
        Awaitility.await(what)
                .atMost(atMost)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .failFast("the bot ended:\n" + tail(), () -> !process.isAlive())
                .until(condition::getAsBoolean);
    }

    /** A metric's value; 0 if there is none. */
    public double metric(String series) {
        return get("/metrics")
                .map(HttpResponse::body)
                .flatMap(String::lines)
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .sum();
    }

    /** Whether it has printed this. */
    public boolean hasSaid(String words) {
        return read(log).contains(words);
    }

    /** Processor time of the process so far, the kernel's included. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** What of it threads took that compile; Java ends those that it does not need, and their part is missing then. */
    long compilerNanos() {
        return sumOfThreads("schedstat", "^(\\d+)", thread -> thread.contains(" Compiler"));
    }

    /** How often its threads went to sleep so far; whatever wakes one costs about as much as reading a line. */
    long sleeps() {
        return sumOfThreads("status", "\nvoluntary_ctxt_switches:\\s+(\\d+)", thread -> true);
    }

    private long sumOfThreads(String file, String number, Predicate<String> names) {
        Pattern pattern = Pattern.compile(number);
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
            return tasks.filter(task -> names.test(textOf(task.resolve("comm"))))
                    .mapToLong(task -> {
                        Matcher found = pattern.matcher(textOf(task.resolve(file)));
                        return found.find() ? Long.parseLong(found.group(1)) : 0;
                    })
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty for a thread that has ended meanwhile. */
    private static String textOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    /** 0 while nobody listens. */
    public int status(String path) {
        return get(path).mapToInt(HttpResponse::statusCode).findFirst().orElse(0);
    }

    /** One answer, or none while nobody listens. */
    private Stream<HttpResponse<String>> get(String path) {
        try {
            return Stream.of(
                    http.send(HttpRequest.newBuilder(address.resolve(path)).build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            return Stream.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Stream.empty();
        }
    }

    /** What is reachable, after a full collection. */
    public long liveHeapBytes() {
        String histogram = jcmd("GC.class_histogram");
        Matcher total = LIVE_BYTES.matcher(histogram);
        if (!total.find()) {
            throw new IllegalStateException("no total in the class histogram");
        }
        return Long.parseLong(total.group(1));
    }

    private String jcmd(String command) {
        try {
            Process jcmd = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            Long.toString(process.pid()),
                            command)
                    .redirectErrorStream(true)
                    .start();
            return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int threads() {
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
            return (int) tasks.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long residentBytes() {
        return statusBytes("VmRSS");
    }

    /** The part of {@link #residentBytes} that the system cannot drop and read again from a file when memory is short. */
    long anonymousBytes() {
        return statusBytes("RssAnon");
    }

    private long statusBytes(String field) {
        String prefix = field + ":";
        return read(Path.of("/proc", Long.toString(process.pid()), "status"))
                        .lines()
                        .filter(line -> line.startsWith(prefix))
                        .mapToLong(line -> Long.parseLong(line.substring(prefix.length())
                                .replace("kB", "")
                                .strip()))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("no " + field))
                * 1024;
    }

    /** All it has printed. */
    public List<String> log() {
        return read(log).lines().toList();
    }

    /** The end of its log. */
    public String tail() {
        List<String> lines = log();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL, and waits for the end. */
    public void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** SIGTERM; does not wait. */
    public void terminate() {
        process.toHandle().destroy();
    }

    /** SIGSTOP: it does nothing at all until {@link #resume()}, and its connections stay open. */
    public void suspend() {
        signal("-STOP");
    }

    /** SIGCONT. */
    public void resume() {
        signal("-CONT");
    }

    private void signal(String which) {
        try {
            Process kill = new ProcessBuilder("kill", which, Long.toString(process.pid())).start();
            if (!kill.waitFor(5, TimeUnit.SECONDS) || kill.exitValue() != 0) {
                throw new IllegalStateException("kill " + which + " did not work");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Only of one that ended. */
    public int exitCode() {
        return process.exitValue();
    }

    /** SIGTERM, and waits for the end. */
    @Override
    public void close() {
        process.toHandle().destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("the bot did not stop within 15 s:\n" + tail());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
