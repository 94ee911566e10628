package bot.herald.feature;

import bot.herald.event.ChannelEvent;
import bot.herald.identity.Scope;
import java.util.Set;

/**
 * What a feature needs in a channel. The subscriptions to hear the events, and the scopes these take, follow by themselves.
 *
 * <p>What is missing is asked for when somebody connects again, and shown until then. While scopes named here are missing the
 * feature waits and is not called at all; an event whose own scope is missing just does not come.
 *
 * @param events the kinds it is to be called for
 * @param botScopes what the bot must have granted besides
 * @param channelScopes what the broadcaster must have granted besides
 * @param ticks whether it is called every few seconds too
 */
public record Wants(
        Set<Class<? extends ChannelEvent>> events, Set<Scope> botScopes, Set<Scope> channelScopes, boolean ticks) {
    public static final Wants NOTHING = new Wants(Set.of(), Set.of(), Set.of(), false);

    public Wants {
        events = Set.copyOf(events);
        botScopes = Set.copyOf(botScopes);
        channelScopes = Set.copyOf(channelScopes);
    }

    /** To be called for these events, and nothing more. */
    public static Wants events(Set<Class<? extends ChannelEvent>> kinds) {
        return new Wants(kinds, Set.of(), Set.of(), false);
    }

    public Wants withBotScopes(Scope... scopes) {
        return new Wants(events, Set.of(scopes), channelScopes, ticks);
    }

    public Wants withChannelScopes(Scope... scopes) {
        return new Wants(events, botScopes, Set.of(scopes), ticks);
    }

    /** To be called every few seconds if it wanted that, and nothing more. */
    Wants ticksAlone() {
        return ticks ? NOTHING.withTicks() : NOTHING;
    }

    public Wants withTicks() {
        return new Wants(events, botScopes, channelScopes, true);
    }
}
