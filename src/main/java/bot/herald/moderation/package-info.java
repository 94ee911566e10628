/**
 * What the bot can do as a moderator, and what it may say of what viewers wrote. When to act is up to the features.
 * Start at {@link bot.herald.moderation.ChatModeration}.
 */
@NullMarked
package bot.herald.moderation;

import org.jspecify.annotations.NullMarked;
