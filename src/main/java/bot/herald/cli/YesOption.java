package bot.herald.cli;

import bot.herald.lifecycle.StartupException;
import picocli.CommandLine.Option;

/** The option of commands that ask before they do something that cannot be undone. */
final class YesOption {
    @Option(
            names = {"-y", "--yes"},
            description = "Does it without asking.")
    private boolean yes;

    boolean isSet() {
        return yes;
    }

    /**
     * Asks the person at the terminal, unless {@code --yes} was given.
     *
     * @throws StartupException if they say no, or if there is nobody to ask
     */
    static void require(boolean yes, String question) {
        if (!yes && !Terminal.confirms(question)) {
            throw new StartupException("nothing was changed; --yes confirms it without being asked");
        }
    }
}
