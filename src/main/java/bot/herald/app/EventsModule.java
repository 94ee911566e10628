package bot.herald.app;

import bot.herald.auth.AppAccessToken;
import bot.herald.auth.CredentialKey;
import bot.herald.auth.CredentialService;
import bot.herald.config.BotConfig;
import bot.herald.config.Endpoints;
import bot.herald.config.Transport;
import bot.herald.event.ChannelEvent;
import bot.herald.lifecycle.Component;
import bot.herald.subscription.ConduitStore;
import bot.herald.subscription.Reconciler;
import bot.herald.subscription.SubscriptionDirectory;
import bot.herald.subscription.SubscriptionPlan;
import bot.herald.twitch.eventsub.ConduitShards;
import bot.herald.twitch.eventsub.EventSubObserver;
import bot.herald.twitch.eventsub.EventSubSockets;
import bot.herald.twitch.eventsub.HttpConduitSubscriptionApi;
import bot.herald.twitch.eventsub.HttpSubscriptionApi;
import bot.herald.twitch.eventsub.LeftConduit;
import bot.herald.twitch.http.ApiBudget;
import bot.herald.twitch.http.TwitchHttp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The way events come in, as the configuration chose it.
 *
 * @param components in the order they are to be started; the reconciler is among them
 */
record EventsModule(
        List<Component> components, Reconciler reconciler, Supplier<Map<String, Integer>> connectionsByState) {

    /** What both ways need. */
    record Needs(
            BotConfig config,
            TwitchHttp http,
            CredentialService credentials,
            AppAccessToken appToken,
            ConduitStore conduits,
            Supplier<SubscriptionPlan> plan,
            SubscriptionDirectory directory,
            Consumer<ChannelEvent> sink,
            EventSubObserver observer,
            Consumer<CredentialKey> grantInDoubt,
            Instances instances,
            Clock clock) {
        String clientId() {
            return config.twitch().clientId();
        }

        Endpoints endpoints() {
            return config.twitch().endpoints();
        }

        HttpSubscriptionApi socketSubscriptions() {
            return new HttpSubscriptionApi(http, credentials, endpoints().eventsubSubscriptions(), clientId());
        }
    }

    static EventsModule of(Needs needs) {
        ApiBudget budget = new ApiBudget(needs.clock());
        return needs.config().twitch().eventsub().transport() == Transport.CONDUIT
                ? conduit(needs, budget)
                : sockets(needs, budget);
    }

    private static EventsModule sockets(Needs needs, ApiBudget budget) {
        EventSubSockets sockets =
                new EventSubSockets(needs.endpoints().eventsubWebsocket(), needs.sink(), needs.observer());
        Reconciler reconciler = new Reconciler(
                needs.plan(),
                needs.socketSubscriptions(),
                sockets,
                needs.directory(),
                needs.grantInDoubt(),
                needs.clock());
        LeftConduit left = new LeftConduit(
                needs.endpoints().helix(), needs.clientId(), needs.http(), needs.appToken(), budget, needs.conduits());
        return new EventsModule(List.of(sockets, reconciler, left), reconciler, sockets::connectionsByState);
    }

    private static EventsModule conduit(Needs needs, ApiBudget budget) {
        ConduitShards shards = new ConduitShards(
                needs.endpoints().eventsubWebsocket(),
                needs.endpoints().helix(),
                needs.clientId(),
                needs.instances().leases(),
                needs.http(),
                needs.appToken(),
                budget,
                needs.conduits(),
                needs.sink(),
                needs.observer());
        Reconciler reconciler = Reconciler.overConduit(
                needs.plan(),
                new HttpConduitSubscriptionApi(
                        needs.http(),
                        needs.appToken(),
                        budget,
                        needs.endpoints().eventsubSubscriptions(),
                        needs.clientId()),
                needs.socketSubscriptions(),
                shards,
                needs.directory(),
                needs.grantInDoubt(),
                needs.instances(),
                needs.clock());
        List<Component> components = new ArrayList<>(needs.instances().membership());
        components.add(shards);
        components.add(reconciler);
        needs.instances().leading(() -> {
            shards.doubt();
            reconciler.begin();
        });
        needs.instances().listenToOthers(() -> {
            shards.doubt();
            var unused = reconciler.requestSoon();
        });
        return new EventsModule(components, reconciler, shards::connectionsByState);
    }
}
