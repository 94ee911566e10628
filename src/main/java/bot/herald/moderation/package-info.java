/** What a moderator may do in a chat; start at {@link bot.herald.moderation.ChatModeration}. */
@NullMarked
package bot.herald.moderation;

import org.jspecify.annotations.NullMarked;
