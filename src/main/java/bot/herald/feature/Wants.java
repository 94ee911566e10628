package bot.herald.feature;

import bot.herald.event.ChannelEvent;
import bot.herald.identity.Scope;
import bot.herald.subscription.EventScopes;
import bot.herald.subscription.WantedEvents;
import com.github.twitch4j.eventsub.subscriptions.SubscriptionType;
import java.util.HashSet;
import java.util.Set;

/**
 * What a feature needs in a channel. The subscriptions for its events, and the scopes these need, follow automatically.
 *
 * <p>Missing scopes are requested the next time somebody connects, and shown until then. While scopes named here are
 * missing, the feature waits and is not called at all; if only an event's own scope is missing, just that event does
 * not arrive.
 *
 * @param events the kinds of events to call it for
 * @param twitchTypes the Twitch event types to call it for with a {@link bot.herald.event.TwitchEvent}, by name
 * @param botScopes scopes the bot must have granted besides
 * @param channelScopes scopes the broadcaster must have granted besides
 * @param ticks whether to call it every few seconds too
 */
public record Wants(
        Set<Class<? extends ChannelEvent>> events,
        Set<String> twitchTypes,
        Set<Scope> botScopes,
        Set<Scope> channelScopes,
        boolean ticks) {
    public static final Wants NOTHING = new Wants(Set.of(), Set.of(), Set.of(), Set.of(), false);

    public Wants {
        events = Set.copyOf(events);
        twitchTypes = Set.copyOf(twitchTypes);
        botScopes = Set.copyOf(botScopes);
        channelScopes = Set.copyOf(channelScopes);
    }

    /** These events, and nothing else. */
    public static Wants events(Set<Class<? extends ChannelEvent>> kinds) {
        return new Wants(kinds, Set.of(), Set.of(), Set.of(), false);
    }

    /** Events of these Twitch types, and nothing else. */
    public static Wants twitch(SubscriptionType<?, ?, ?>... types) {
        return NOTHING.withTwitch(types);
    }

    /**
     * Events of these Twitch types, too.
     *
     * @throws IllegalArgumentException for types that are not about a channel, types that Twitch has a newer version
     * of, and chat messages and changed names, for which Herald has kinds of its own
     */
    public Wants withTwitch(SubscriptionType<?, ?, ?>... types) {
        Set<String> all = new HashSet<>(twitchTypes);
        for (SubscriptionType<?, ?, ?> type : types) {
            String name = type.getName();
            if (name.equals("channel.chat.message") || !EventScopes.isOffered(name, type.getVersion())) {
                throw new IllegalArgumentException(name + " version " + type.getVersion()
                        + " is not for features: see \"The methods of a feature\" in docs/plugins.md");
            }
            all.add(name);
        }
        return new Wants(events, all, botScopes, channelScopes, ticks);
    }

    public Wants withBotScopes(Scope... scopes) {
        return new Wants(events, twitchTypes, Set.of(scopes), channelScopes, ticks);
    }

    public Wants withChannelScopes(Scope... scopes) {
        return new Wants(events, twitchTypes, botScopes, Set.of(scopes), ticks);
    }

    /** Ticks if it wanted them, and nothing else. */
    Wants ticksAlone() {
        return ticks ? NOTHING.withTicks() : NOTHING;
    }

    public Wants withTicks() {
        return new Wants(events, twitchTypes, botScopes, channelScopes, true);
    }

    WantedEvents heard() {
        return new WantedEvents(events, twitchTypes);
    }
}
