/**
 * Twitch's own shoutouts, queued and given one by one as Twitch allows. Start at {@link
 * bot.herald.feature.shoutout.ShoutoutQueue}.
 */
@NullMarked
package bot.herald.feature.shoutout;

import org.jspecify.annotations.NullMarked;
