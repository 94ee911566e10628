package bot.herald.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A block of shell that somebody types into bash in a folder with {@code herald.jar} and with
 * {@code herald} as a command; every line has to succeed. */
final class TypedBlock implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 120;
    private static final Pattern CODE = Pattern.compile("(http\\S+/activate\\S+)");
    /** What goes on in the background is stopped at the end, in order, and that has to go well too. */
    private static final String FRAME = """
            set -Eeuo pipefail
            trap 'echo "exit $?: $BASH_COMMAND"' ERR
            finish() {
              code=$?
              for job in $(jobs -p); do
                kill "$job"
                wait "$job" || { code=$?; echo "stopped with $code"; }
              done
              exit "$code"
            }
            trap finish EXIT
            """;

    private final Process bash;
    private final Thread reader;
    private final List<String> printed = new ArrayList<>();

    /** @param logins of those who open the addresses of codes as they are printed, in turn */
    TypedBlock(Path folder, Map<String, String> environment, String lines, String... logins) throws IOException {
        Path script = Files.writeString(folder.resolve("typed.sh"), FRAME + lines);
        ProcessBuilder builder = new ProcessBuilder("bash", script.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        putCommand(folder.resolve("unpacked"));
        Map<String, String> variables = builder.environment();
        variables.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
        variables.put(
                "PATH",
                folder.resolve("unpacked/bin").toAbsolutePath() + ":" + Path.of(System.getProperty("java.home"), "bin")
                        + ":" + variables.get("PATH"));
        variables.put("JAVA_HOME", System.getProperty("java.home"));
        variables.put("HOME", folder.toString());
        // Each command is over before a second compiler could be of use.
        variables.put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        variables.putAll(environment);
        bash = builder.start();
        Deque<String> whoAgrees = new ArrayDeque<>(List.of(logins));
        reader = new Thread(() -> read(whoAgrees), "typed-block");
        reader.setDaemon(true);
        reader.start();
    }

    private void read(Deque<String> logins) {
        try (BufferedReader lines = bash.inputReader(UTF_8)) {
            String line = lines.readLine();
            while (line != null) {
                synchronized (printed) {
                    printed.add(line);
                }
                Matcher code = CODE.matcher(line);
                if (code.find() && !logins.isEmpty()) {
                    new ScriptedBrowser().agree(URI.create(code.group(1)), logins.remove());
                }
                line = lines.readLine();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String output() {
        synchronized (printed) {
            return String.join("\n", printed);
        }
    }

    /** Waits for the end, which has to be a good one. */
    String succeed() throws InterruptedException {
        assertThat(bash.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as(output())
                .isTrue();
        reader.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        assertThat(bash.exitValue()).as(output()).isZero();
        return output();
    }

    /** A jar that is nothing but a way to the classes that are tested. */
    static void putJar(Path file) throws IOException {
        List<String> classPath = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(":", -1)) {
            Path path = Path.of(entry).toAbsolutePath();
            // The tests' own logging has no place in what people start.
            if (!path.endsWith("test-classes")) {
                classPath.add(path + (Files.isDirectory(path) ? "/" : ""));
            }
        }
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "bot.herald.Main");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, String.join(" ", classPath));
        Files.createDirectories(file.getParent());
        new JarOutputStream(Files.newOutputStream(file), manifest).close();
    }

    /** What an unpacked archive of Herald looks like. */
    private static void putCommand(Path folder) throws IOException {
        putJar(folder.resolve("lib/herald.jar"));
        Files.copy(Path.of("packaging/jvm.options"), folder.resolve("lib/jvm.options"));
        Path command = Files.createDirectories(folder.resolve("bin")).resolve("herald");
        Files.copy(Path.of("packaging/dist/herald"), command, StandardCopyOption.COPY_ATTRIBUTES);
    }

    @Override
    public void close() {
        bash.descendants().forEach(ProcessHandle::destroyForcibly);
        bash.destroyForcibly();
    }
}
