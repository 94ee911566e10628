/** Words everybody shares: who somebody is on Twitch, what was granted, what must never be printed; start at {@link bot.herald.identity.TwitchUserId}. */
@NullMarked
package bot.herald.identity;

import org.jspecify.annotations.NullMarked;
