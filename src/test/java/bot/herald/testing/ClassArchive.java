package bot.herald.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * What Java is told to run the tests' classes in a process of its own. Tests start about a hundred, and a third of what a start
 * costs is reading classes: they are read once for all, by a demo at the first start, into a file that Java maps into memory.
 */
public final class ClassArchive {
    private static final long PATIENCE_SECONDS = 180;

    private static @Nullable List<String> command;

    private ClassArchive() {}

    /** The beginning of a command line, to be followed by options, a class with a main method, and its arguments. */
    public static synchronized List<String> java() {
        if (command == null) {
            try {
                command = prepare();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
        return command;
    }

    private static List<String> prepare() throws IOException, InterruptedException {
        List<Path> folders = new ArrayList<>();
        List<String> jars = new ArrayList<>();
        // Surefire ends it with a separator; the nothing behind it would, as a path, be the whole project.
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, 0)) {
            if (Files.isDirectory(Path.of(entry))) {
                folders.add(Path.of(entry).toAbsolutePath());
            } else {
                jars.add(entry);
            }
        }
        Path home = Files.createDirectories(folders.get(0).resolveSibling("class-archive"));
        String name = nameFor(folders, jars);
        // Java puts no classes of folders into an archive.
        Path jar = home.resolve(name + ".jar");
        Path archive = home.resolve(name + ".jsa");
        String classPath = jar + File.pathSeparator + String.join(File.pathSeparator, jars);
        // Several processes run tests at a time.
        try (FileChannel channel =
                        FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            if (held.isValid() && !Files.exists(archive)) {
                for (Path old : listed(home)) {
                    if (!old.endsWith("lock")) {
                        Files.delete(old);
                    }
                }
                pack(folders, jar);
                make(home.resolve("unfinished.jsa"), classPath);
                Files.move(home.resolve("unfinished.jsa"), archive);
            }
        }
        return java("-XX:SharedArchiveFile=" + archive, classPath);
    }

    private static List<String> java(String archive, String classPath) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                archive,
                "-Xlog:cds=off",
                "-Xlog:cds+dynamic=off",
                "-cp",
                classPath);
    }

    /** Another one for other classes, for other libraries and for another Java. */
    private static String nameFor(List<Path> folders, List<String> jars) throws IOException {
        CRC32 all = new CRC32();
        all.update((jars + System.getProperty("java.home") + Runtime.version()).getBytes(UTF_8));
        for (Path folder : folders) {
            for (Path file : walked(folder)) {
                BasicFileAttributes about = Files.readAttributes(file, BasicFileAttributes.class);
                if (about.isRegularFile()) {
                    all.update((file + " " + about.size() + " " + about.lastModifiedTime()).getBytes(UTF_8));
                }
            }
        }
        return Long.toHexString(all.getValue());
    }

    /** As on the class path, the first of several files of the same name counts. */
    private static void pack(List<Path> folders, Path jar) throws IOException {
        Set<String> names = new HashSet<>();
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            out.setLevel(Deflater.NO_COMPRESSION);
            for (Path folder : folders) {
                for (Path file : walked(folder)) {
                    boolean isFolder = Files.isDirectory(file);
                    String name = folder.relativize(file).toString().replace(File.separatorChar, '/');
                    if (!name.isEmpty() && names.add(name)) {
                        out.putNextEntry(new ZipEntry(isFolder ? name + "/" : name));
                        if (!isFolder) {
                            Files.copy(file, out);
                        }
                        out.closeEntry();
                    }
                }
            }
        }
    }

    /** A demo shows nearly everything there is. */
    private static void make(Path archive, String classPath) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("class-archive");
        Path log = folder.resolve("demo.log");
        List<String> demo = new ArrayList<>(java("-XX:ArchiveClassesAtExit=" + archive, classPath));
        demo.addAll(List.of("bot.herald.Main", "demo", "--without-discord", "--for", "1s", "--port", "0"));
        Process process = new ProcessBuilder(demo)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        if (!ended || process.exitValue() != 0 || !Files.exists(archive)) {
            throw new IllegalStateException("the demo made no archive of classes:\n" + Files.readString(log));
        }
        Files.delete(log);
        Files.delete(folder);
    }

    private static List<Path> listed(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static List<Path> walked(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted(Comparator.naturalOrder()).toList();
        }
    }
}
