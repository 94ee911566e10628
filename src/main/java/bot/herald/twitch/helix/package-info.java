/** Twitch's API behind the ports of those who need it; start at {@link bot.herald.twitch.helix.HelixChatSender}. */
@NullMarked
package bot.herald.twitch.helix;

import org.jspecify.annotations.NullMarked;
