package bot.herald.feature;

import bot.herald.event.ChannelEvent;
import bot.herald.identity.Scope;
import bot.herald.subscription.EventScopes;
import bot.herald.subscription.WantedEvents;
import com.github.twitch4j.eventsub.subscriptions.SubscriptionType;
import java.util.HashSet;
import java.util.Set;

/**
 * What a feature needs in a channel. The subscriptions to hear the events, and the scopes these take, follow by themselves.
 *
 * <p>What is missing is asked for when somebody connects again, and shown until then. While scopes named here are missing the
 * feature waits and is not called at all; an event whose own scope is missing just does not come.
 *
 * @param events the kinds it is to be called for
 * @param twitchTypes the types of Twitch's that it is to be called for with a {@link bot.herald.event.TwitchEvent}, by name
 * @param botScopes what the bot must have granted besides
 * @param channelScopes what the broadcaster must have granted besides
 * @param ticks whether it is called every few seconds too
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

    /** To be called for these events, and nothing more. */
    public static Wants events(Set<Class<? extends ChannelEvent>> kinds) {
        return new Wants(kinds, Set.of(), Set.of(), Set.of(), false);
    }

    /** To be called for events of these types of Twitch's, and nothing more. */
    public static Wants twitch(SubscriptionType<?, ?, ?>... types) {
        return NOTHING.withTwitch(types);
    }

    /**
     * To be called for events of these types of Twitch's too.
     *
     * @throws IllegalArgumentException for one that is about no channel, one that Twitch has a newer version of, and chat messages
     *     and changed names, for which Herald has kinds of its own
     */
    public Wants withTwitch(SubscriptionType<?, ?, ?>... types) {
        Set<String> all = new HashSet<>(twitchTypes);
        for (SubscriptionType<?, ?, ?> type : types) {
            String name = type.getName();
            if (name.equals("channel.chat.message") || !EventScopes.isOffered(name, type.getVersion())) {
                throw new IllegalArgumentException(name + " version " + type.getVersion()
                        + " is not for features: see \"What a feature says\" in docs/plugins.md");
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

    /** To be called every few seconds if it wanted that, and nothing more. */
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
