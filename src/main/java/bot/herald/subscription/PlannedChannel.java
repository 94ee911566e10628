package bot.herald.subscription;

import bot.herald.event.ChannelEvent;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchUserId;
import java.util.Set;

/**
 * A connected channel, or the bot account, and what its owner granted.
 *
 * @param wanted what the features that are on there want to hear of
 */
public record PlannedChannel(TwitchUserId id, Set<Scope> granted, Set<Class<? extends ChannelEvent>> wanted) {
    public PlannedChannel {
        granted = Set.copyOf(granted);
        wanted = Set.copyOf(wanted);
    }

    /** With no features on. */
    public PlannedChannel(TwitchUserId id, Set<Scope> granted) {
        this(id, granted, Set.of());
    }
}
