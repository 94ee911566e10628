/** Implements the ports of other packages with Twitch's API; start at {@link bot.herald.twitch.helix.HelixChatSender}. */
@NullMarked
package bot.herald.twitch.helix;

import org.jspecify.annotations.NullMarked;
