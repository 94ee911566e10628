package bot.herald.account;

import bot.herald.identity.TwitchUserId;
import java.time.Instant;
import java.util.Set;

/** Keeps which people moderate which connected channels. */
public interface ManagedChannelStore {
    /** Connected channels only, and only what is known since they were connected last. */
    Set<TwitchUserId> moderatedBy(TwitchUserId person);

    /** @return whether that is news; never for somebody who has not logged in, nor of a channel that is not connected */
    boolean add(Moderation moderation, Instant at);

    /** @return whether there was such an entry */
    boolean remove(Moderation moderation);

    /** Forgets everybody who moderates the channel. */
    void forget(TwitchUserId broadcaster);
}
