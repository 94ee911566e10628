package bot.herald.subscription;

import bot.herald.subscription.SubscriptionStatus.SubscriptionState;
import java.util.EnumMap;
import java.util.Map;

/** How many subscriptions of all channels are in each state, whatever their type. */
public final class StateTotals {
    private StateTotals() {}

    public static Map<SubscriptionState, Integer> of(SubscriptionDirectory directory) {
        Map<SubscriptionState, Integer> totals = new EnumMap<>(SubscriptionState.class);
        directory
                .totalsByType()
                .values()
                .forEach(byState -> byState.forEach(
                        (state, count) -> totals.merge(SubscriptionState.of(state), count, Integer::sum)));
        return totals;
    }
}
