package bot.herald.simulator;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * How a {@link TwitchSimulator} behaves; it always listens on 127.0.0.1.
 *
 * @param port 0 for any free one
 * @param redirectUris the registered redirect URLs; a redirect mismatch goes to the first
 * @param clock for token lifetimes, cooldowns, rate limits and chat limits; socket timers run in real time
 * @param tokenLifetime of user tokens
 * @param rotation of refresh tokens
 * @param oldTokenDiesOnRefresh whether a refresh ends the previous access token
 * @param keepalive with 10 s the client's {@code keepalive_timeout_seconds} counts; any other value overrides it
 * @param subscribeWindow how long a socket may stay without a subscription (close code 4003)
 * @param reconnectGrace how long the old socket lives after {@code session_reconnect} (close code 4004)
 * @param pingInterval between pings; a ping that is unanswered when the next is due closes the socket with 4002
 * @param staleSessions how long the subscriptions of a socket lost without a close frame still count as enabled
 * @param helixPointsPerMinute the size of each rate limit bucket
 * @param chatMessagesPerWindow how many messages an account may send in 30 s: 20, or 7,500 for a verified bot
 */
public record SimulatorOptions(
        int port,
        String clientId,
        String clientSecret,
        List<String> redirectUris,
        Clock clock,
        Duration tokenLifetime,
        RefreshRotation rotation,
        boolean oldTokenDiesOnRefresh,
        Duration keepalive,
        Duration subscribeWindow,
        Duration reconnectGrace,
        Duration pingInterval,
        Duration staleSessions,
        int helixPointsPerMinute,
        int chatMessagesPerWindow) {

    static final Duration DEFAULT_KEEPALIVE = Duration.ofSeconds(10);

    public SimulatorOptions {
        redirectUris = List.copyOf(redirectUris);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0..65535: " + port);
        }
        if (redirectUris.isEmpty()) {
            throw new IllegalArgumentException("at least one redirect URL must be registered");
        }
        if (helixPointsPerMinute < 1) {
            throw new IllegalArgumentException("helixPointsPerMinute must be 1 or more: " + helixPointsPerMinute);
        }
        if (chatMessagesPerWindow < 1) {
            throw new IllegalArgumentException("chatMessagesPerWindow must be 1 or more: " + chatMessagesPerWindow);
        }
    }

    public static SimulatorOptions defaults() {
        return new SimulatorOptions(
                0,
                "simulatedclient000000000000000",
                "simulatedsecret000000000000000",
                List.of("http://localhost:8080/auth/callback"),
                Clock.systemUTC(),
                Duration.ofSeconds(14_400),
                RefreshRotation.SAME,
                true,
                DEFAULT_KEEPALIVE,
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ZERO,
                800,
                20);
    }

    public SimulatorOptions withPort(int port) {
        return with(copy -> copy.port = port);
    }

    public SimulatorOptions withRedirectUris(List<String> redirectUris) {
        return with(copy -> copy.redirectUris = redirectUris);
    }

    public SimulatorOptions withClock(Clock clock) {
        return with(copy -> copy.clock = clock);
    }

    public SimulatorOptions withTokenLifetime(Duration tokenLifetime) {
        return with(copy -> copy.tokenLifetime = tokenLifetime);
    }

    public SimulatorOptions withRotation(RefreshRotation rotation) {
        return with(copy -> copy.rotation = rotation);
    }

    public SimulatorOptions withOldTokenDiesOnRefresh(boolean oldTokenDiesOnRefresh) {
        return with(copy -> copy.oldTokenDiesOnRefresh = oldTokenDiesOnRefresh);
    }

    public SimulatorOptions withKeepalive(Duration keepalive) {
        return with(copy -> copy.keepalive = keepalive);
    }

    public SimulatorOptions withSubscribeWindow(Duration subscribeWindow) {
        return with(copy -> copy.subscribeWindow = subscribeWindow);
    }

    public SimulatorOptions withReconnectGrace(Duration reconnectGrace) {
        return with(copy -> copy.reconnectGrace = reconnectGrace);
    }

    public SimulatorOptions withPingInterval(Duration pingInterval) {
        return with(copy -> copy.pingInterval = pingInterval);
    }

    public SimulatorOptions withStaleSessions(Duration staleSessions) {
        return with(copy -> copy.staleSessions = staleSessions);
    }

    public SimulatorOptions withHelixPointsPerMinute(int helixPointsPerMinute) {
        return with(copy -> copy.helixPointsPerMinute = helixPointsPerMinute);
    }

    public SimulatorOptions withChatMessagesPerWindow(int chatMessagesPerWindow) {
        return with(copy -> copy.chatMessagesPerWindow = chatMessagesPerWindow);
    }

    private SimulatorOptions with(Consumer<Copy> change) {
        Copy copy = new Copy(this);
        change.accept(copy);
        return copy.options();
    }

    /** Without the client secret. */
    @Override
    public String toString() {
        return "SimulatorOptions[port=" + port + ", clientId=" + clientId + ", redirectUris=" + redirectUris + "]";
    }

    /** A mutable copy, for the {@code with} methods. */
    private static final class Copy {
        private int port;
        private String clientId;
        private String clientSecret;
        private List<String> redirectUris;
        private Clock clock;
        private Duration tokenLifetime;
        private RefreshRotation rotation;
        private boolean oldTokenDiesOnRefresh;
        private Duration keepalive;
        private Duration subscribeWindow;
        private Duration reconnectGrace;
        private Duration pingInterval;
        private Duration staleSessions;
        private int helixPointsPerMinute;
        private int chatMessagesPerWindow;

        Copy(SimulatorOptions of) {
            port = of.port;
            clientId = of.clientId;
            clientSecret = of.clientSecret;
            redirectUris = of.redirectUris;
            clock = of.clock;
            tokenLifetime = of.tokenLifetime;
            rotation = of.rotation;
            oldTokenDiesOnRefresh = of.oldTokenDiesOnRefresh;
            keepalive = of.keepalive;
            subscribeWindow = of.subscribeWindow;
            reconnectGrace = of.reconnectGrace;
            pingInterval = of.pingInterval;
            staleSessions = of.staleSessions;
            helixPointsPerMinute = of.helixPointsPerMinute;
            chatMessagesPerWindow = of.chatMessagesPerWindow;
        }

        SimulatorOptions options() {
            return new SimulatorOptions(
                    port,
                    clientId,
                    clientSecret,
                    redirectUris,
                    clock,
                    tokenLifetime,
                    rotation,
                    oldTokenDiesOnRefresh,
                    keepalive,
                    subscribeWindow,
                    reconnectGrace,
                    pingInterval,
                    staleSessions,
                    helixPointsPerMinute,
                    chatMessagesPerWindow);
        }
    }

    /** What a refresh does to the refresh token: it stays for confidential clients and changes for public ones. */
    public enum RefreshRotation {
        /** The same refresh token comes back. */
        SAME,
        /** Each refresh token works once and is replaced by the next. */
        ROTATE
    }
}
