package bot.herald;

import bot.herald.cli.Cli;
import bot.herald.cli.HeraldActions;
import bot.herald.cli.HeraldUpkeep;
import bot.herald.cli.Terminal;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.security.Security;
import java.time.Clock;

/** Starts Herald from the command line. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        // Twitch4J waits for HTTP in the common pool, which has one thread less than the machine has cores.
        byDefault("java.util.concurrent.ForkJoinPool.common.parallelism", "32");
        // RxJava, below Twitch4J, otherwise reaches for sun.misc.Unsafe, and newer JDKs warn the operator of it.
        byDefault("rx.unsafe-disable", "true");
        // Jetty otherwise asks Java's management for it, all of which is started for that; padding that is too wide
        // hurts nobody.
        byDefault("org.eclipse.jetty.util.referencesPerCacheLine", "16");
        // Java otherwise remembers for ten seconds that a host was not found, which keeps Herald from coming back at
        // once.
        if ("10".equals(Security.getProperty("networkaddress.cache.negative.ttl"))) {
            Security.setProperty("networkaddress.cache.negative.ttl", "1");
        }
        PrintWriter out = new PrintWriter(System.out, true, Charset.defaultCharset());
        PrintWriter err = new PrintWriter(System.err, true, Charset.defaultCharset());
        HeraldUpkeep upkeep = new HeraldUpkeep(out, err, Clock.systemUTC(), Terminal.columns(System.getenv()));
        HeraldActions actions = new HeraldActions(out);
        // A supervisor that thinks better of it a moment after the start has not met a failure.
        Runnable begun = args.length > 0 && args[0].equals("run") ? actions.leavingAtOnce() : () -> {};
        int code = Cli.execute(args, actions, upkeep, System.getenv(), Path.of(""), out, err);
        begun.run();
        System.exit(code);
    }

    /** The operator's word, given as {@code -D}, goes before ours. */
    private static void byDefault(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
