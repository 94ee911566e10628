package bot.herald.subscription;

import bot.herald.identity.Scope;
import bot.herald.identity.TwitchUserId;
import java.util.Set;

/** A connected channel, or the bot account, and what its owner granted. */
public record PlannedChannel(TwitchUserId id, Set<Scope> granted) {
    public PlannedChannel {
        granted = Set.copyOf(granted);
    }
}
