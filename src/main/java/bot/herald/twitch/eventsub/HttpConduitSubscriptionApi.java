package bot.herald.twitch.eventsub;

import bot.herald.auth.AppAccessToken;
import bot.herald.identity.TwitchFailure;
import bot.herald.subscription.ActualSubscription;
import bot.herald.subscription.ConduitSubscriptionApi;
import bot.herald.subscription.DesiredSubscription;
import bot.herald.subscription.SubscriptionApi.CreateAnswer;
import bot.herald.subscription.SubscriptionApi.ListAnswer;
import bot.herald.twitch.http.ApiBudget;
import bot.herald.twitch.http.TokenSource;
import bot.herald.twitch.http.TwitchCall;
import bot.herald.twitch.http.TwitchHttp;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Optional;
import java.util.function.Consumer;

/** Conduits' subscriptions by HTTP, with the app's token and within its budget. Safe for concurrent use. */
public final class HttpConduitSubscriptionApi implements ConduitSubscriptionApi {
    private final HelixCalls calls;
    private final TokenSource token;
    private final ApiBudget budget;
    private final SubscriptionCalls subscriptions;

    /** @param budget of everything that is called with the app's token */
    public HttpConduitSubscriptionApi(
            TwitchHttp http, AppAccessToken app, ApiBudget budget, URI address, String clientId) {
        this.calls = new HelixCalls(http, clientId);
        this.token = TokenSource.of(app);
        this.budget = budget;
        this.subscriptions = new SubscriptionCalls(address);
    }

    @Override
    public CreateAnswer create(DesiredSubscription subscription, String conduitId) {
        return subscriptions.create(subscription, "conduit", "conduit_id", conduitId, this::send);
    }

    @Override
    public ListAnswer list(Consumer<ActualSubscription> seen) {
        return subscriptions.list(this::send, seen);
    }

    @Override
    public Optional<TwitchFailure> delete(String subscriptionId) {
        return subscriptions.delete(subscriptionId, this::send);
    }

    private HelixCall send(TwitchCall call, HttpRequest.Builder request) {
        return calls.send(token, budget, call, request);
    }
}
