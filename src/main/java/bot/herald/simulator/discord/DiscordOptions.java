package bot.herald.simulator.discord;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * How a {@link DiscordSimulator} behaves; it always listens on 127.0.0.1.
 *
 * @param port 0 for any free one
 * @param clientId of the only app, which is also its bot's user id
 * @param redirectUris the registered redirect URLs
 * @param clock for everything with a date; the gateway's timers run in real time
 * @param membersIntent whether GUILD_MEMBERS is switched on for the app; if not, a bot that asks for it is closed with 4014
 * @param oldTokenDiesOnRefresh whether a refresh ends the previous access token
 * @param messagesPerChannel the rate limit: per channel in 5 s, per webhook in 2 s
 * @param resumable how long a gateway session can be resumed after its socket was lost
 * @param banAt how many 401, 403 and 429 answers within ten minutes get the caller banned
 * @param heartbeat the gateway's interval; a bot that is late by half of it is closed with 4009
 * @param identifiesADay how many sessions a bot may start in 24 hours; one more resets its token
 */
public record DiscordOptions(
        int port,
        String clientId,
        String clientSecret,
        String botToken,
        List<String> redirectUris,
        Clock clock,
        boolean membersIntent,
        boolean oldTokenDiesOnRefresh,
        int messagesPerChannel,
        Duration resumable,
        int banAt,
        Duration heartbeat,
        int identifiesADay) {
    public DiscordOptions {
        redirectUris = List.copyOf(redirectUris);
    }

    public static DiscordOptions defaults() {
        return new DiscordOptions(
                0,
                "1100000000000000001",
                "simulateddiscordsecret0000000000",
                "MTEwMDAwMDAwMDAwMDAwMDAwMQ.SiMuLt.simulated-bot-token-000000000000000000",
                List.of("http://localhost:8080/auth/discord/callback"),
                Clock.systemUTC(),
                true,
                true,
                5,
                Duration.ofMinutes(3),
                10_000,
                Duration.ofMillis(41_250),
                1_000);
    }

    public DiscordOptions withPort(int port) {
        return with(copy -> copy.port = port);
    }

    public DiscordOptions withRedirectUris(List<String> redirectUris) {
        return with(copy -> copy.redirectUris = redirectUris);
    }

    public DiscordOptions withClock(Clock clock) {
        return with(copy -> copy.clock = clock);
    }

    public DiscordOptions withMembersIntent(boolean membersIntent) {
        return with(copy -> copy.membersIntent = membersIntent);
    }

    public DiscordOptions withHeartbeat(Duration heartbeat) {
        return with(copy -> copy.heartbeat = heartbeat);
    }

    public DiscordOptions withIdentifiesADay(int identifiesADay) {
        return with(copy -> copy.identifiesADay = identifiesADay);
    }

    private DiscordOptions with(Consumer<Copy> change) {
        Copy copy = new Copy(this);
        change.accept(copy);
        return new DiscordOptions(
                copy.port,
                clientId,
                clientSecret,
                botToken,
                copy.redirectUris,
                copy.clock,
                copy.membersIntent,
                oldTokenDiesOnRefresh,
                messagesPerChannel,
                resumable,
                banAt,
                copy.heartbeat,
                copy.identifiesADay);
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "DiscordOptions[port=" + port + ", clientId=" + clientId + ", redirectUris=" + redirectUris + "]";
    }

    /** A mutable copy, for the {@code with} methods. */
    private static final class Copy {
        private int port;
        private List<String> redirectUris;
        private Clock clock;
        private boolean membersIntent;
        private Duration heartbeat;
        private int identifiesADay;

        Copy(DiscordOptions of) {
            port = of.port;
            redirectUris = of.redirectUris;
            clock = of.clock;
            membersIntent = of.membersIntent;
            heartbeat = of.heartbeat;
            identifiesADay = of.identifiesADay;
        }
    }
}
