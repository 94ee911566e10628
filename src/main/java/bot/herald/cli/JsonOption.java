package bot.herald.cli;

import picocli.CommandLine.Option;

/** The option of commands that can answer in JSON. */
final class JsonOption {
    @Option(names = "--json", description = "Prints a JSON array of objects instead of a table.")
    private boolean json;

    boolean isSet() {
        return json;
    }
}
