package bot.herald.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The terminal that Herald was started from, if any. */
public final class Terminal {
    private static final int USUAL = 80;
    private static final int LEAST = 40;

    private Terminal() {}

    /** The width that the shell exports in {@code COLUMNS}, or 80. */
    public static int columns(Map<String, String> environment) {
        String told = environment.getOrDefault("COLUMNS", "");
        return told.matches("[1-9][0-9]{1,3}") ? Math.max(LEAST, Integer.parseInt(told)) : USUAL;
    }

    /** Empty if input or output is redirected. */
    @SuppressWarnings("SystemConsoleNull") // isTerminal checks newer versions
    static Optional<Console> console() {
        return Optional.ofNullable(System.console()).filter(Terminal::isTerminal);
    }

    /** Whether block characters can be shown. */
    static boolean showsPictures() {
        return console().isPresent() && Charset.defaultCharset().newEncoder().canEncode('\u2580');
    }

    /** Asks a yes-or-no question; false if nobody is there to answer. */
    static boolean confirms(String question) {
        return console()
                .map(console -> console.readLine("%s [y/N] ", question))
                .filter(answer ->
                        answer.strip().equalsIgnoreCase("y") || answer.strip().equalsIgnoreCase("yes"))
                .isPresent();
    }

    /** Whether typed text would be echoed, since input is a terminal and output is redirected; detected on Linux only. */
    static boolean showsWhatIsTyped() {
        if (console().isPresent()) {
            return false;
        }
        try {
            Path input = Path.of("/proc/self/fd/0").toRealPath();
            return input.startsWith("/dev/pts") || input.toString().startsWith("/dev/tty");
        } catch (IOException e) {
            // A pipe has no real path, and other systems have no such file.
            return false;
        }
    }

    /** Since Java 22, System.console() may return a console without a terminal; earlier versions lack isTerminal(). */
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
