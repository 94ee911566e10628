package bot.herald.subscription;

import bot.herald.identity.Scope;
import bot.herald.identity.TwitchUserId;
import java.util.Set;

/**
 * A connected channel, or the bot account, and what its owner granted.
 *
 * @param features what is switched on in the channel
 */
public record PlannedChannel(TwitchUserId id, Set<Scope> granted, Set<Feature> features) {
    public PlannedChannel {
        granted = Set.copyOf(granted);
        features = Set.copyOf(features);
    }

    /** With no features on. */
    public PlannedChannel(TwitchUserId id, Set<Scope> granted) {
        this(id, granted, Set.of());
    }
}
