package bot.herald.twitch.eventsub;

import bot.herald.auth.CredentialKey;
import bot.herald.identity.ProviderFailure;
import bot.herald.subscription.DesiredSubscription;
import bot.herald.subscription.SubscriptionApi;
import bot.herald.twitch.door.Caller;
import bot.herald.twitch.door.TwitchDoor;
import java.net.URI;
import java.util.Optional;

/** Users' WebSocket subscriptions over HTTP, with the owner's token. Safe for concurrent use. */
public final class HttpSubscriptionApi implements SubscriptionApi {
    private final TwitchDoor door;
    private final SubscriptionCalls subscriptions;

    /** @param address of the subscriptions endpoint; Twitch's mock server has it apart from Helix */
    public HttpSubscriptionApi(TwitchDoor door, URI address) {
        this.door = door;
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
    public Optional<ProviderFailure> delete(CredentialKey owner, String subscriptionId) {
        return subscriptions.delete(subscriptionId, as(owner));
    }

    private SubscriptionCalls.Calls as(CredentialKey owner) {
        return (call, address, body) -> door.json(Caller.of(owner), call, address, body);
    }
}
