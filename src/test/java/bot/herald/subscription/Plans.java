package bot.herald.subscription;

import bot.herald.identity.TwitchUserId;
import bot.herald.subscription.SubscriptionPlan.Part;
import bot.herald.subscription.SubscriptionPlan.PlannedChannel;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Plans from whole channels, for tests. */
final class Plans {
    private Plans() {}

    /** With nobody logged in. */
    static SubscriptionPlan of(Optional<PlannedChannel> bot, Collection<PlannedChannel> channels) {
        return of(bot, channels, List.of());
    }

    static SubscriptionPlan of(
            Optional<PlannedChannel> bot, Collection<PlannedChannel> channels, Collection<TwitchUserId> people) {
        return SubscriptionPlan.of(
                bot, channels.stream().map(channel -> Part.of(bot, channel)).toList(), people);
    }
}
