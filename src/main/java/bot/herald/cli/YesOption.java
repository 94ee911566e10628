package bot.herald.cli;

import bot.herald.lifecycle.StartupException;
import picocli.CommandLine.Option;

/** The option of every command that asks before it does what cannot be undone. */
final class YesOption {
    @Option(
            names = {"-y", "--yes"},
            description = "Does it without asking.")
    private boolean yes;

    boolean isSet() {
        return yes;
    }

    /**
     * Asks the person at the terminal, unless they have said yes already.
     *
     * @throws StartupException if they say no, or if nobody is there to be asked
     */
    static void require(boolean yes, String question) {
        if (!yes && !Terminal.confirms(question)) {
            throw new StartupException("nothing was changed; --yes confirms it without being asked");
        }
    }
}
