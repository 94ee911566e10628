package bot.herald.account;

import bot.herald.identity.TwitchUserId;
import java.util.Optional;
import java.util.Set;

/** Asks Twitch where a logged-in person moderates. */
@FunctionalInterface
public interface ModeratedChannels {
    /**
     * Blocks for a few requests.
     *
     * @return no channels if the person's login does not let us ask; empty if Twitch does not answer
     */
    Optional<Set<TwitchUserId>> of(TwitchUserId person);

    /**
     * Asks with the broadcaster's token whether the person moderates the channel, for when Twitch's list of the person's
     * channels seems to be cut off. Blocks for a request.
     *
     * @return empty when Twitch cannot be asked or does not answer
     */
    default Optional<Boolean> moderates(TwitchUserId broadcaster, TwitchUserId person) {
        return Optional.empty();
    }

    /** Whether the person's login lets us ask; otherwise the end of a right would go unnoticed. Cheap. */
    default boolean mayBeAskedAbout(TwitchUserId person) {
        return true;
    }

    /** Whether it is the bot's account, whose roles are known from the bot's token and from events. Cheap. */
    default boolean isTheBot(TwitchUserId person) {
        return false;
    }
}
