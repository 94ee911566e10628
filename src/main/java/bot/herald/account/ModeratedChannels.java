package bot.herald.account;

import bot.herald.identity.TwitchUserId;
import java.util.Optional;
import java.util.Set;

/** Asks Twitch where a logged-in person moderates. */
@FunctionalInterface
public interface ModeratedChannels {
    /** Blocks for a few requests; empty when Twitch cannot be asked or does not answer. */
    Optional<Set<TwitchUserId>> of(TwitchUserId person);
}
