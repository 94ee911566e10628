package bot.herald.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** Writes what was measured to {@code target/bench.md}, a row a figure, and to the console. */
public final class Figures {
    private static final Path FILE = Path.of("target", "bench.md");

    private Figures() {}

    /**
     * @param what for people
     * @param wanted the bound in words; empty if there is none
     */
    public static void add(String what, double value, String unit, String wanted) {
        String row = String.format(Locale.ROOT, "| %s | %,.1f %s | %s |%n", what, value, unit, wanted);
        try {
            Files.createDirectories(FILE.getParent());
            if (!Files.exists(FILE)) {
                Files.writeString(FILE, heading());
            }
            Files.writeString(FILE, row, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.out.print("bench: " + row);
    }

    private static String heading() {
        return String.format(
                Locale.ROOT,
                "Java %s, %d processors, %s%n%n| figure | measured | wanted |%n| --- | --- | --- |%n",
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"));
    }
}
