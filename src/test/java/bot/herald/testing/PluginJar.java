package bot.herald.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Compiles sources against Herald and packs what comes out. */
public final class PluginJar {
    private PluginJar() {}

    /**
     * Compiles.
     *
     * @param sources by the path of the file, for example {@code demo/Hello.java}
     * @return the folder with the classes
     */
    public static Path compile(Path work, Map<String, String> sources) {
        try {
            Path classes = Files.createDirectories(work.resolve("classes"));
            List<Path> files = new ArrayList<>();
            for (Map.Entry<String, String> source : sources.entrySet()) {
                Path file = work.resolve("source").resolve(source.getKey());
                Files.createDirectories(file.resolveSibling(""));
                files.add(Files.writeString(file, source.getValue()));
            }
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            StringWriter out = new StringWriter();
            boolean done = compiler.getTask(
                            out,
                            null,
                            null,
                            List.of(
                                    "-proc:none",
                                    "-d",
                                    classes.toString(),
                                    "-cp",
                                    System.getProperty("java.class.path")),
                            null,
                            compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)
                                    .getJavaFileObjectsFromPaths(files))
                    .call();
            assertThat(done).as(out.toString()).isTrue();
            return classes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Packs the classes, and names {@code features} in them as the jar's. */
    public static void pack(Path jar, Path classes, String... features) {
        try {
            Files.createDirectories(jar.resolveSibling(""));
            try (OutputStream file = Files.newOutputStream(jar);
                    JarOutputStream out = new JarOutputStream(file);
                    Stream<Path> all = Files.walk(classes)) {
                for (Path one : all.filter(Files::isRegularFile).toList()) {
                    out.putNextEntry(
                            new JarEntry(classes.relativize(one).toString().replace('\\', '/')));
                    Files.copy(one, out);
                }
                if (features.length > 0) {
                    out.putNextEntry(new JarEntry("META-INF/services/bot.herald.feature.Feature"));
                    out.write(String.join("\n", features).getBytes(StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
