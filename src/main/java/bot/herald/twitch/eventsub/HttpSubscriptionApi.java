package bot.herald.twitch.eventsub;

import bot.herald.auth.AccessTokens;
import bot.herald.auth.CredentialKey;
import bot.herald.identity.TwitchFailure;
import bot.herald.subscription.DesiredSubscription;
import bot.herald.subscription.SubscriptionApi;
import bot.herald.twitch.http.TokenSource;
import bot.herald.twitch.http.TwitchCall;
import bot.herald.twitch.http.TwitchHttp;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Optional;
import java.util.function.BiFunction;

/** Users' WebSocket subscriptions by HTTP, with the owner's token. Safe for concurrent use. */
public final class HttpSubscriptionApi implements SubscriptionApi {
    private final HelixCalls calls;
    private final AccessTokens tokens;
    private final SubscriptionCalls subscriptions;

    /** @param address of the subscriptions themselves; Twitch's mock server has them apart from Helix */
    public HttpSubscriptionApi(TwitchHttp http, AccessTokens tokens, URI address, String clientId) {
        this.calls = new HelixCalls(http, clientId);
        this.tokens = tokens;
        this.subscriptions = new SubscriptionCalls(address);
    }

    @Override
    public CreateAnswer create(CredentialKey owner, DesiredSubscription subscription, String sessionId) {
        return subscriptions.create(subscription, "websocket", "session_id", sessionId, as(owner));
    }

    @Override
    public ListAnswer list(CredentialKey owner) {
        return subscriptions.list(as(owner), seen -> {});
    }

    @Override
    public Optional<TwitchFailure> delete(CredentialKey owner, String subscriptionId) {
        return subscriptions.delete(subscriptionId, as(owner));
    }

    private BiFunction<TwitchCall, HttpRequest.Builder, HelixCall> as(CredentialKey owner) {
        TokenSource token = TokenSource.of(tokens, owner);
        return (call, request) -> calls.send(token, call, request);
    }
}
