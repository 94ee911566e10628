package bot.herald.channel;

import bot.herald.identity.TwitchUserId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Channels whose people asked the operator for something that only the operator can allow. */
public interface OperatorRequests {
    /**
     * Adds a request; one that is younger than {@code earliest} stays as it is.
     *
     * @return whether it is a new one
     */
    boolean ask(TwitchUserId channel, Instant now, Instant earliest);

    Optional<Instant> askedAt(TwitchUserId channel);

    /** All requests, oldest first. */
    Map<TwitchUserId, Instant> all();

    /** There is nothing left to ask for. */
    void done(TwitchUserId channel);
}
