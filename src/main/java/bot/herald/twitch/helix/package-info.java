/**
 * Implements ports of other packages with calls to Twitch's API, and translates its answers into their terms.
 * Retrying is up to the callers. Start at {@link bot.herald.twitch.helix.HelixChatSender}.
 */
@NullMarked
package bot.herald.twitch.helix;

import org.jspecify.annotations.NullMarked;
