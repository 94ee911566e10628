package bot.herald.channel;

import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps the connected channels. */
public interface ChannelStore {
    List<Channel> all();

    Optional<Channel> find(TwitchUserId id);

    /** Adds the channel, or takes over its new login, display name and avatar; {@code at} counts only for a new one. */
    Channel connect(TwitchProfile profile, Instant at);

    /** Forgets that the channel is connected; its settings stay. */
    void disconnect(TwitchUserId id);
}
