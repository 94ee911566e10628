package bot.herald.app;

import bot.herald.cluster.Instances;
import bot.herald.config.Endpoints;
import bot.herald.config.Transport;
import bot.herald.event.ChannelEvent;
import bot.herald.lifecycle.Component;
import bot.herald.metrics.Observers;
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
            Foundation foundation,
            TokenModule tokens,
            Supplier<SubscriptionPlan> plan,
            SubscriptionDirectory directory,
            Consumer<ChannelEvent> sink) {
        private String clientId() {
            return foundation.config().twitch().clientId();
        }

        private Endpoints endpoints() {
            return foundation.config().twitch().endpoints();
        }

        private TwitchHttp http() {
            return foundation.twitch().http();
        }

        private ConduitStore conduits() {
            return foundation.storage().conduits();
        }

        private EventSubObserver observer() {
            return Observers.events(foundation.metrics());
        }

        private HttpSubscriptionApi socketSubscriptions() {
            return new HttpSubscriptionApi(
                    http(), tokens.credentials(), endpoints().eventsubSubscriptions(), clientId());
        }
    }

    static EventsModule of(Needs needs) {
        ApiBudget budget = new ApiBudget(needs.foundation().clock());
        return needs.foundation().config().twitch().eventsub().transport() == Transport.CONDUIT
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
                needs.tokens().keeper()::validateSoon,
                needs.foundation().wakeUps(),
                needs.foundation().clock());
        LeftConduit left = new LeftConduit(
                needs.endpoints().helix(),
                needs.clientId(),
                needs.http(),
                needs.tokens().appToken(),
                budget,
                needs.conduits());
        return new EventsModule(List.of(sockets, reconciler, left), reconciler, sockets::connectionsByState);
    }

    private static EventsModule conduit(Needs needs, ApiBudget budget) {
        Instances instances = needs.foundation().instances();
        ConduitShards shards = new ConduitShards(
                needs.endpoints().eventsubWebsocket(),
                needs.endpoints().helix(),
                needs.clientId(),
                instances.leases(),
                needs.http(),
                needs.tokens().appToken(),
                budget,
                needs.conduits(),
                needs.sink(),
                needs.observer());
        Reconciler reconciler = Reconciler.overConduit(
                needs.plan(),
                new HttpConduitSubscriptionApi(
                        needs.http(),
                        needs.tokens().appToken(),
                        budget,
                        needs.endpoints().eventsubSubscriptions(),
                        needs.clientId()),
                needs.socketSubscriptions(),
                shards,
                needs.directory(),
                needs.tokens().keeper()::validateSoon,
                needs.foundation().wakeUps(),
                instances.whileLeading(),
                instances.leases()::doubt,
                needs.foundation().clock());
        List<Component> components = new ArrayList<>(instances.membership());
        components.add(shards);
        components.add(reconciler);
        instances.whenGained(() -> {
            shards.doubt();
            reconciler.begin();
        });
        instances.listenToOthers(() -> {
            shards.doubt();
            reconciler.compareSoon();
        });
        return new EventsModule(components, reconciler, shards::connectionsByState);
    }
}
