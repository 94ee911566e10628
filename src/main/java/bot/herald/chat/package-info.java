/**
 * What Herald says in chat: queued, paced by Twitch's limits, and each line once. What to say is up to the features;
 * how a line reaches Twitch is behind {@link bot.herald.chat.ChatSender}. Start at {@link
 * bot.herald.chat.OutgoingQueue}.
 */
@NullMarked
package bot.herald.chat;

import org.jspecify.annotations.NullMarked;
