package bot.herald.cli;

import picocli.CommandLine.Option;

/** The option of every command that can answer to a script. */
final class JsonOption {
    @Option(names = "--json", description = "Prints a JSON array of objects instead of a table.")
    private boolean json;

    boolean isSet() {
        return json;
    }
}
