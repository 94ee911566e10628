package bot.herald.account;

import bot.herald.identity.TwitchUserId;
import java.util.Optional;
import java.util.Set;

/** Asks Twitch where a logged-in person moderates. */
@FunctionalInterface
public interface ModeratedChannels {
    /**
     * Blocks for a few requests; nowhere for a login that does not let us ask, and empty when Twitch does not answer.
     */
    Optional<Set<TwitchUserId>> of(TwitchUserId person);

    /** Whether the person's login lets us ask; without it nobody could tell when the right ends. Cheap. */
    default boolean mayBeAskedAbout(TwitchUserId person) {
        return true;
    }

    /** Whether it is the bot's own account, whose role is kept true by the bot's own token and by events. Cheap. */
    default boolean isTheBot(TwitchUserId person) {
        return false;
    }
}
