package bot.herald.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import bot.herald.cli.InitDialog.Questions;
import bot.herald.identity.Secret;
import bot.herald.lifecycle.StartupException;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;

/** Asks at the terminal. Without one, takes the client secret from a line of standard input and asks nothing else. */
final class ConsoleQuestions implements Questions {
    private final PrintWriter out;
    private final Optional<Console> console = Terminal.console();

    ConsoleQuestions(PrintWriter out) {
        this.out = out;
    }

    @Override
    public boolean isPerson() {
        return console.isPresent();
    }

    @Override
    public Optional<String> ask(String question, String usual) {
        if (console.isEmpty()) {
            return Optional.empty();
        }
        String shown = question + (usual.isEmpty() ? "" : " [" + usual + "]") + ": ";
        String typed = console.get().readLine("%s", shown);
        return Optional.ofNullable(typed).map(String::strip).map(text -> text.isEmpty() ? usual : text);
    }

    @Override
    public Optional<Secret> askSecret(String question) {
        if (console.isEmpty()) {
            if (Terminal.showsWhatIsTyped()) {
                throw new StartupException("what you type would be seen: do not redirect the output of herald init, or"
                        + " give the client secret in HERALD_TWITCH_CLIENT_SECRET");
            }
            return line().map(Secret::new);
        }
        char[] typed = console.get().readPassword("%s", question + " (not shown): ");
        if (typed == null) {
            return Optional.empty();
        }
        Secret secret = new Secret(new String(typed));
        Arrays.fill(typed, ' ');
        out.flush();
        return Optional.of(secret);
    }

    private static Optional<String> line() {
        try {
            return Optional.ofNullable(new BufferedReader(new InputStreamReader(System.in, UTF_8)).readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
