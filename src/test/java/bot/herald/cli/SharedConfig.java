package bot.herald.cli;

import bot.herald.simulator.TwitchSimulator;
import bot.herald.testing.SimulatedTwitch;

/** What several Heralds on one database have in their configuration files. */
final class SharedConfig {
    private SharedConfig() {}

    /**
     * @param port where this one listens
     * @param publicPort of the address that all of them have
     */
    static String of(TwitchSimulator twitch, String transport, int port, int publicPort, String databaseUrl) {
        return SimulatedTwitch.yaml(twitch, twitch.clientSecret())
                + """
                  eventsub:
                    transport: %s
                web:
                  port: %d
                  public-url: http://localhost:%d
                database:
                  url: %s
                security:
                  key-file: herald.key
                """.formatted(transport, port, publicPort, databaseUrl);
    }
}
