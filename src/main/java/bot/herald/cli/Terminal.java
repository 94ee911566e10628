package bot.herald.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What is known about the terminal. */
public final class Terminal {
    private static final int USUAL = 80;
    private static final int LEAST = 40;

    private Terminal() {}

    /** Its width as the shell tells it, or 80 columns. */
    public static int columns(Map<String, String> environment) {
        String told = environment.getOrDefault("COLUMNS", "");
        return told.matches("[1-9][0-9]{1,3}") ? Math.max(LEAST, Integer.parseInt(told)) : USUAL;
    }

    /** Where a person reads and types; empty if input or output leads elsewhere. */
    @SuppressWarnings("SystemConsoleNull") // what newer versions answer is asked for below
    static Optional<Console> console() {
        return Optional.ofNullable(System.console()).filter(Terminal::isTerminal);
    }

    /** Whether a person sees what is drawn with blocks. */
    static boolean showsPictures() {
        return console().isPresent() && Charset.defaultCharset().newEncoder().canEncode('\u2580');
    }

    /** Asks whoever sits there; no, if nobody does. */
    static boolean confirms(String question) {
        return console()
                .map(console -> console.readLine("%s [y/N] ", question))
                .filter(answer ->
                        answer.strip().equalsIgnoreCase("y") || answer.strip().equalsIgnoreCase("yes"))
                .isPresent();
    }

    /** Whether what is typed would be seen, because input is a terminal and output leads elsewhere; known on Linux only. */
    static boolean showsWhatIsTyped() {
        if (console().isPresent()) {
            return false;
        }
        try {
            Path input = Path.of("/proc/self/fd/0").toRealPath();
            return input.startsWith("/dev/pts") || input.toString().startsWith("/dev/tty");
        } catch (IOException e) {
            // A pipe has no path, and other systems have no such file.
            return false;
        }
    }

    /** Since Java 22 there is a console without a terminal, too; before, there is no such question. */
    private static boolean isTerminal(Console console) {
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
