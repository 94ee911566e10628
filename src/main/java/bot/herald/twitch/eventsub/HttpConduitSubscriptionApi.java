package bot.herald.twitch.eventsub;

import bot.herald.identity.ProviderFailure;
import bot.herald.subscription.ActualSubscription;
import bot.herald.subscription.ConduitSubscriptionApi;
import bot.herald.subscription.DesiredSubscription;
import bot.herald.subscription.SubscriptionApi.CreateAnswer;
import bot.herald.subscription.SubscriptionApi.ListAnswer;
import bot.herald.twitch.door.Caller;
import bot.herald.twitch.door.TwitchDoor;
import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;

/** Conduits' subscriptions over HTTP, with the app's token, as its rate limit allows. Safe for concurrent use. */
public final class HttpConduitSubscriptionApi implements ConduitSubscriptionApi {
    private final SubscriptionCalls subscriptions;
    private final SubscriptionCalls.Calls asApp;

    public HttpConduitSubscriptionApi(TwitchDoor door, URI address) {
        this.subscriptions = new SubscriptionCalls(address);
        this.asApp = (call, at, body) -> door.jsonInTurn(Caller.APP, call, at, body);
    }

    @Override
    public CreateAnswer create(DesiredSubscription subscription, String conduitId) {
        return subscriptions.create(subscription, "conduit", "conduit_id", conduitId, asApp);
    }

    @Override
    public ListAnswer list(Consumer<ActualSubscription> seen) {
        return subscriptions.list(asApp, seen);
    }

    @Override
    public Optional<ProviderFailure> delete(String subscriptionId) {
        return subscriptions.delete(subscriptionId, asApp);
    }
}
