package bot.herald.web;

import bot.herald.identity.Scope;
import java.time.Duration;
import java.util.List;

/** How a channel is doing, in plain words. */
final class HealthWords {
    private HealthWords() {}

    static String title(ChannelView channel) {
        return switch (channel.status()) {
            case "connected" -> "Everything works";
            case "degraded" -> "Not everything works";
            case "needs-reauthorization" -> "Has to be connected again";
            default -> "Not connected";
        };
    }

    /** @param own whether it is shown to the broadcaster */
    static String detail(ChannelView channel, boolean own) {
        return switch (channel.status()) {
            case "connected" -> "The bot hears this channel and can answer.";
            case "degraded" -> arriving(channel, own);
            case "needs-reauthorization" ->
                own
                        ? "Twitch took the permission back. Connect the channel again and the bot goes on."
                        : "Twitch took the permission back. The broadcaster has to connect the channel again.";
            default -> "The bot is not in this channel.";
        };
    }

    /** What the bot cannot do in the channel because it was not granted; each completes "it cannot …". */
    static List<String> cannot(ChannelView channel) {
        return channel.status().equals("needs-reauthorization")
                ? List.of()
                : channel.token().missingScopes().stream()
                        .map(scope -> ScopeWords.cannot(new Scope(scope)))
                        .toList();
    }

    static String expiresIn(Duration left) {
        return left.isNegative() || left.isZero() ? "has expired" : "expires in " + span(left);
    }

    private static String span(Duration left) {
        if (left.toHours() >= 48) {
            return left.toDays() + " days";
        }
        if (left.toMinutes() >= 120) {
            return left.toHours() + " hours";
        }
        return left.toMinutes() >= 2 ? left.toMinutes() + " minutes" : left.toSeconds() + " seconds";
    }

    private static String arriving(ChannelView channel, boolean own) {
        long all = channel.subscriptions().size();
        long enabled = channel.subscriptions().stream()
                .filter(one -> one.status().equals("enabled"))
                .count();
        if (all == 0) {
            return "The bot is on its way into this channel.";
        }
        String arriving = enabled == all ? "" : enabled + " of " + all + " kinds of events arrive. ";
        if (channel.token().missingScopes().isEmpty()) {
            return arriving + "Herald keeps trying to mend that.";
        }
        return arriving
                + (own
                        ? "Connect the channel again and allow everything, and the rest works too."
                        : "The broadcaster has to connect the channel again and allow everything.");
    }
}
