/** Twitch's own shoutouts, one after the other as Twitch allows; start at {@link bot.herald.feature.shoutout.ShoutoutQueue}. */
@NullMarked
package bot.herald.feature.shoutout;

import org.jspecify.annotations.NullMarked;
