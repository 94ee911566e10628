package bot.herald.channel;

import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Stores the connected channels. */
public interface ChannelStore {
    List<Channel> all();

    Optional<Channel> find(TwitchUserId id);

    /** Adds the channel, or updates its login, display name and avatar; {@code at} only counts for a new one. */
    Channel connect(TwitchProfile profile, Instant at);

    /** Removes the channel; its settings stay. */
    void disconnect(TwitchUserId id);
}
