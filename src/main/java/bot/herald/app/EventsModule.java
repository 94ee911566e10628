package bot.herald.app;

import bot.herald.cluster.Instances;
import bot.herald.config.TwitchConfig.Endpoints;
import bot.herald.config.TwitchConfig.Transport;
import bot.herald.event.ChannelEvent;
import bot.herald.lifecycle.Component;
import bot.herald.metrics.Observers;
import bot.herald.retry.ForwardClock;
import bot.herald.subscription.ConduitStore;
import bot.herald.subscription.EventConnections;
import bot.herald.subscription.Reconciler;
import bot.herald.subscription.SubscriptionDirectory;
import bot.herald.subscription.SubscriptionPlan;
import bot.herald.twitch.eventsub.ConduitShards;
import bot.herald.twitch.eventsub.EventSubObserver;
import bot.herald.twitch.eventsub.EventSubSockets;
import bot.herald.twitch.eventsub.HttpConduitSubscriptionApi;
import bot.herald.twitch.eventsub.HttpSubscriptionApi;
import bot.herald.twitch.eventsub.LeftConduit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * How events come in, as configured.
 *
 * @param components in start order; includes the reconciler
 */
record EventsModule(
        List<Component> components,
        Reconciler reconciler,
        Supplier<Map<String, Integer>> connectionsByState,
        Supplier<EventConnections> connections) {

    /** What both transports need. */
    record Needs(
            Foundation foundation,
            TokenModule tokens,
            Supplier<SubscriptionPlan> plan,
            SubscriptionDirectory directory,
            Consumer<ChannelEvent> sink) {
        private Reconciler.Needs ofReconciler() {
            return new Reconciler.Needs(
                    plan,
                    directory,
                    tokens.refreshScheduler()::validateSoon,
                    foundation.wakeUps(),
                    new ForwardClock(foundation.clock()));
        }

        private String clientId() {
            return foundation.config().twitch().clientId();
        }

        private Endpoints endpoints() {
            return foundation.config().twitch().endpoints();
        }

        private ConduitStore conduits() {
            return foundation.storage().conduits();
        }

        private EventSubObserver observer() {
            return Observers.events(foundation.metrics());
        }

        private HttpSubscriptionApi socketSubscriptions() {
            return new HttpSubscriptionApi(tokens.door(), endpoints().eventsubSubscriptions());
        }
    }

    static EventsModule of(Needs needs) {
        return needs.foundation().config().twitch().eventsub().transport() == Transport.CONDUIT
                ? conduit(needs)
                : sockets(needs);
    }

    private static EventsModule sockets(Needs needs) {
        EventSubSockets sockets =
                new EventSubSockets(needs.endpoints().eventsubWebsocket(), needs.sink(), needs.observer());
        Reconciler reconciler = Reconciler.overSockets(needs.ofReconciler(), needs.socketSubscriptions(), sockets);
        LeftConduit left = new LeftConduit(needs.tokens().door(), needs.clientId(), needs.conduits());
        return new EventsModule(
                List.of(sockets, reconciler, left), reconciler, sockets::connectionsByState, sockets::connections);
    }

    private static EventsModule conduit(Needs needs) {
        Instances instances = needs.foundation().instances();
        ConduitShards shards = new ConduitShards(
                needs.endpoints().eventsubWebsocket(),
                needs.tokens().door(),
                needs.clientId(),
                instances.leases(),
                needs.conduits(),
                needs.sink(),
                needs.observer());
        Reconciler reconciler = Reconciler.overConduit(
                needs.ofReconciler(),
                new HttpConduitSubscriptionApi(
                        needs.tokens().door(), needs.endpoints().eventsubSubscriptions()),
                needs.socketSubscriptions(),
                shards,
                new Reconciler.Team(instances.whileLeading(), instances.leases()::doubt));
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
        return new EventsModule(components, reconciler, shards::connectionsByState, shards::connections);
    }
}
