/** What Herald says in chat, paced and in order; start at {@link bot.herald.chat.OutgoingQueue}. */
@NullMarked
package bot.herald.chat;

import org.jspecify.annotations.NullMarked;
