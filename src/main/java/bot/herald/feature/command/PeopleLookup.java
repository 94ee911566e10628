package bot.herald.feature.command;

import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import java.time.Instant;

/** Asks Twitch about people; blocks for a request or two. */
public interface PeopleLookup {
    Lookup<Person> byLogin(TwitchLogin login);

    /** Since when {@code user} follows the channel. */
    Lookup<Instant> followsSince(TwitchUserId broadcasterId, TwitchUserId user);
}
