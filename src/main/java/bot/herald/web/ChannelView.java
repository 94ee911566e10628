package bot.herald.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A channel as the API and the dashboard show it. */
public record ChannelView(
        String twitchUserId,
        String login,
        String displayName,
        String status,
        Token token,
        List<Subscription> subscriptions) {
    /** @param expiresAt in ISO-8601; null when nobody knows */
    public record Token(String state, @Nullable String expiresAt, List<String> scopes, List<String> missingScopes) {}

    /**
     * One kind of event, and whether it arrives.
     *
     * @param reason why it does not, and what helps; empty while it does
     * @param since in ISO-8601
     * @param cost of Twitch's points, as Twitch counted
     */
    public record Subscription(String type, String status, String reason, String since, int cost) {}
}
