package bot.herald.testing;

import bot.herald.simulator.SimulatorOptions;
import bot.herald.simulator.TwitchSimulator;
import java.util.List;
import java.util.Map;

/** Starts a simulated Twitch for a Herald on a port of this machine, and points that Herald at it. */
public final class SimulatedTwitch {
    private SimulatedTwitch() {}

    /** @param port where Herald will listen */
    public static TwitchSimulator start(int port) {
        return start(SimulatorOptions.defaults(), port);
    }

    /** @param port where Herald will listen */
    public static TwitchSimulator start(SimulatorOptions options, int port) {
        return TwitchSimulator.start(options.withRedirectUris(List.of("http://localhost:" + port + "/auth/callback")));
    }

    /**
     * The section {@code twitch} of a configuration file; more of the section may follow it.
     *
     * @param secret the client secret, or <code>${VARIABLE}</code> for one from the environment
     */
    public static String yaml(TwitchSimulator twitch, String secret) {
        return """
                twitch:
                  client-id: %s
                  client-secret: %s
                  endpoints:
                    oauth: %s
                    helix: %s
                    eventsub-websocket: %s
                """.formatted(
                        twitch.clientId(), secret, twitch.oauthUrl(), twitch.helixUrl(), twitch.eventSubWebSocketUrl());
    }

    /** The endpoints as environment variables. */
    public static Map<String, String> endpoints(TwitchSimulator twitch) {
        return Map.of(
                "HERALD_TWITCH_ENDPOINTS_OAUTH", twitch.oauthUrl(),
                "HERALD_TWITCH_ENDPOINTS_HELIX", twitch.helixUrl(),
                "HERALD_TWITCH_ENDPOINTS_EVENTSUB_WEBSOCKET", twitch.eventSubWebSocketUrl());
    }
}
