package bot.herald.web;

import bot.herald.channel.ChannelCondition;
import bot.herald.language.Saying;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A channel as the API and the dashboard show it. */
public record ChannelView(
        String twitchUserId,
        String login,
        String displayName,
        String status,
        Token token,
        List<Subscription> subscriptions,
        Chat chat,
        Shoutouts shoutouts,
        Health health) {
    /**
     * Whether everything that is switched on can act now.
     *
     * @param state {@code works}, {@code attention} or {@code broken}
     */
    public record Health(String state, List<Shortfall> problems) {
        public static final Health WORKS = of(ChannelCondition.GOOD);

        static Health of(ChannelCondition condition) {
            return new Health(
                    condition.state().text(),
                    condition.troubles().stream()
                            .map(trouble -> new Shortfall(
                                    trouble.code(),
                                    trouble.message(),
                                    trouble.who().text(),
                                    trouble.remedy().text(),
                                    trouble.said()))
                            .toList());
        }
    }

    /**
     * What cannot act, and why.
     *
     * @param message a sentence for people
     * @param who can put it right: {@code streamer} or {@code operator}
     * @param action what does
     * @param said the message in any language, for pages
     */
    public record Shortfall(
            String code,
            String message,
            String who,
            String action,
            @JsonIgnore Saying said) {}

    /**
     * @param expiresAt in ISO-8601; null when nobody knows
     * @param lostAt when Twitch took the permission back, in ISO-8601; null while it is there or when nobody knows
     */
    public record Token(
            String state,
            @Nullable String expiresAt,
            List<String> scopes,
            List<String> missingScopes,
            @Nullable String lostAt) {}

    /**
     * One kind of event, and whether it arrives.
     *
     * @param reason why it does not, and what helps; empty while it does
     * @param since in ISO-8601
     * @param cost of Twitch's points, as Twitch counted
     */
    public record Subscription(String type, String status, String reason, String since, int cost) {}

    /**
     * Whether the bot may write.
     *
     * @param state {@code sending} or {@code stopped}
     * @param reason why it stopped, as Twitch says; empty while it sends
     * @param stoppedUntil when it tries again, in ISO-8601; null while it sends
     */
    public record Chat(
            String state, String reason, @Nullable String stoppedUntil) {
        public static final Chat SENDING = new Chat("sending", "", null);
    }

    /**
     * How Twitch's shoutouts stand.
     *
     * @param off why none can be given, in plain words; empty while they can
     * @param nextAllowedAt when Twitch allows the next one, in ISO-8601; null if now
     */
    public record Shoutouts(
            String off, int waiting, @Nullable String nextAllowedAt) {
        public static final Shoutouts FREE = new Shoutouts("", 0, null);
    }
}
