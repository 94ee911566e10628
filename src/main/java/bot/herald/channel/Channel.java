package bot.herald.channel;

import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import java.time.Instant;

/** A broadcaster who connected Herald. */
public record Channel(TwitchProfile profile, Instant connectedAt) {
    public TwitchUserId id() {
        return profile.id();
    }
}
