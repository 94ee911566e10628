package bot.herald;

import bot.herald.cli.Cli;
import bot.herald.cli.NoActions;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;

/** Starts Herald from the command line. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true, Charset.defaultCharset());
        PrintWriter err = new PrintWriter(System.err, true, Charset.defaultCharset());
        System.exit(Cli.execute(args, new NoActions(), System.getenv(), Path.of(""), out, err));
    }
}
