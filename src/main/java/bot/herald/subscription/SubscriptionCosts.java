package bot.herald.subscription;

import bot.herald.identity.TwitchUserId;
import bot.herald.subscription.SubscriptionApi.CostTotals;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What subscriptions cost on Twitch, which counts those of the app's conduits together and WebSocket subscriptions by
 * the account whose token created them. Safe for concurrent use.
 */
final class SubscriptionCosts {
    private final Map<TwitchUserId, CostTotals> byOwner = new ConcurrentHashMap<>();
    private volatile @Nullable CostTotals ofApp;

    void reported(TwitchUserId tokenOwner, CostTotals totals) {
        byOwner.put(tokenOwner, totals);
    }

    void reportedOfApp(CostTotals totals) {
        ofApp = totals;
    }

    /** The totals that leave the least room; empty while Twitch has reported none. */
    Optional<CostTotals> tightest() {
        return Stream.concat(Stream.ofNullable(ofApp), byOwner.values().stream())
                .min(Comparator.comparingInt(totals -> totals.max() - totals.used()));
    }

    void keepOnly(Set<TwitchUserId> tokenOwners) {
        byOwner.keySet().retainAll(tokenOwners);
    }
}
