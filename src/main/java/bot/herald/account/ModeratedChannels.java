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

    /**
     * Asks in the broadcaster's name whether the person moderates the channel, where the answer about the person looks as if Twitch
     * had cut it off. Blocks for a request.
     *
     * @return empty when Twitch cannot be asked or does not answer
     */
    default Optional<Boolean> moderates(TwitchUserId broadcaster, TwitchUserId person) {
        return Optional.empty();
    }

    /** Whether the person's login lets us ask; without it nobody could tell when the right ends. Cheap. */
    default boolean mayBeAskedAbout(TwitchUserId person) {
        return true;
    }

    /** Whether it is the bot's own account, whose role is kept true by the bot's own token and by events. Cheap. */
    default boolean isTheBot(TwitchUserId person) {
        return false;
    }
}
