package bot.herald;

import bot.herald.cli.*;

/** Starts Herald from the command line. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        new HeraldActions(new java.io.PrintWriter(System.out, true, java.nio.charset.StandardCharsets.UTF_8))
                .demo(new DemoOptions(
                        3, java.util.OptionalInt.empty(), java.util.Optional.of(java.time.Duration.ofSeconds(1))));
        System.exit(0);
    }
}
