package bot.herald.simulator.discord;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * How a {@link DiscordSimulator} behaves; it always listens on 127.0.0.1.
 *
 * @param port 0 for any free one
 * @param clientId of the one app; its bot's user id, too
 * @param redirectUris the registered addresses
 * @param clock rules everything with a date; the gateway's timers run in real time
 * @param membersIntent whether GUILD_MEMBERS is switched on for the app: who asks for it without is closed with 4014
 * @param oldTokenDiesOnRefresh whether the access token of before stops working with a refresh
 * @param messagesPerChannel how many messages a channel takes in 5 s, and a webhook half as many in 2 s
 * @param resumable how long a gateway session can be resumed after its socket was lost
 * @param banAt how many answers of 401, 403 and 429 in ten minutes shut the caller out
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
        int banAt) {
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
                10_000);
    }

    public DiscordOptions withPort(int changed) {
        return new DiscordOptions(
                changed,
                clientId,
                clientSecret,
                botToken,
                redirectUris,
                clock,
                membersIntent,
                oldTokenDiesOnRefresh,
                messagesPerChannel,
                resumable,
                banAt);
    }

    public DiscordOptions withRedirectUris(List<String> changed) {
        return new DiscordOptions(
                port,
                clientId,
                clientSecret,
                botToken,
                changed,
                clock,
                membersIntent,
                oldTokenDiesOnRefresh,
                messagesPerChannel,
                resumable,
                banAt);
    }

    public DiscordOptions withClock(Clock changed) {
        return new DiscordOptions(
                port,
                clientId,
                clientSecret,
                botToken,
                redirectUris,
                changed,
                membersIntent,
                oldTokenDiesOnRefresh,
                messagesPerChannel,
                resumable,
                banAt);
    }

    public DiscordOptions withMembersIntent(boolean changed) {
        return new DiscordOptions(
                port,
                clientId,
                clientSecret,
                botToken,
                redirectUris,
                clock,
                changed,
                oldTokenDiesOnRefresh,
                messagesPerChannel,
                resumable,
                banAt);
    }
}
