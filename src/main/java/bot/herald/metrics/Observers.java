package bot.herald.metrics;

import bot.herald.auth.Credential;
import bot.herald.auth.CredentialKey;
import bot.herald.auth.CredentialObserver;
import bot.herald.auth.RefreshHistory;
import bot.herald.auth.TokenReports;
import bot.herald.channel.ChannelHealth;
import bot.herald.dispatch.DispatchObserver;
import bot.herald.event.ChannelEvent;
import bot.herald.subscription.Outages;
import bot.herald.subscription.SubscriptionDirectory;
import bot.herald.twitch.eventsub.EventSubObserver;
import bot.herald.twitch.http.TwitchHttp;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Carries what the parts observe into the metrics. */
public final class Observers {
    private Observers() {}

    public static CredentialObserver credentials(
            Metrics metrics,
            RefreshHistory history,
            Consumer<Credential> usabilityChanged,
            Consumer<Credential> scopesChanged,
            Consumer<Credential> renamed) {
        return new CredentialObserver() {
            @Override
            public void refreshed(CredentialKey key, String outcome) {
                metrics.tokenRefresh(outcome);
                history.add(key, outcome);
            }

            @Override
            public void usabilityChanged(Credential credential) {
                usabilityChanged.accept(credential);
            }

            @Override
            public void scopesChanged(Credential credential) {
                scopesChanged.accept(credential);
            }

            @Override
            public void renamed(Credential credential) {
                renamed.accept(credential);
            }
        };
    }

    /** What is counted when somebody looks. */
    public static void gauges(
            Metrics metrics,
            TwitchHttp http,
            ChannelHealth health,
            Supplier<Map<String, Integer>> connections,
            SubscriptionDirectory subscriptions,
            TokenReports tokens) {
        metrics.oldestCalls(http::ages);
        metrics.channels(health::totals);
        metrics.eventSubConnections(connections);
        metrics.eventSubCost(() -> subscriptions
                .tightestCost()
                .map(cost -> Map.of("used", cost.used(), "allowed", cost.max()))
                .orElse(Map.of()));
        metrics.eventSubSubscriptions(subscriptions::totalsByType);
        metrics.tokens(tokens::totals);
    }

    public static EventSubObserver events(Metrics metrics) {
        return new EventSubObserver() {
            @Override
            public void received(String type) {
                metrics.event(type);
            }

            @Override
            public void skipped(Skip why) {
                metrics.eventSkipped(why.text());
            }
        };
    }

    public static Outages.Listener recoveries(Metrics metrics) {
        return (broadcasterId, cause, lasted) -> metrics.recovered(cause.text(), lasted);
    }

    public static DispatchObserver dispatch(Metrics metrics) {
        return new DispatchObserver() {
            @Override
            public void handled(ChannelEvent event, Duration took) {
                metrics.eventHandled(took);
            }

            @Override
            public void dropped(ChannelEvent event) {
                metrics.eventSkipped("queue-full");
            }
        };
    }
}
