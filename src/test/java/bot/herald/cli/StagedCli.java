package bot.herald.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** The command line beside the bot of a {@link Stage}, on its SQLite database. */
final class StagedCli {
    private final Path folder;
    private final StringWriter out;

    /** @param out takes what commands print */
    StagedCli(Stage stage, Path folder, StringWriter out) throws IOException {
        this.folder = folder;
        this.out = out;
        Files.writeString(folder.resolve("config.yaml"), """
                twitch:
                  client-id: %s
                  client-secret: %s
                  endpoints: {oauth: '%s', helix: '%s', eventsub-websocket: '%s'}
                database: {url: 'jdbc:sqlite:herald.db'}
                security: {key-file: herald.key}
                """.formatted(
                        stage.twitch.clientId(),
                        stage.twitch.clientSecret(),
                        stage.twitch.oauthUrl(),
                        stage.twitch.helixUrl(),
                        stage.twitch.eventSubWebSocketUrl()));
    }

    int run(String... arguments) {
        PrintWriter printer = new PrintWriter(out, true);
        return Cli.execute(
                arguments,
                new HeraldActions(printer),
                new HeraldUpkeep(printer, printer, Clock.systemUTC(), 80),
                Map.of(),
                folder,
                printer,
                printer);
    }
}
