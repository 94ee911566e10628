/** Shuts a chat for a while when a raid looks hostile; start at {@link bot.herald.feature.guard.RaidGuard}. */
@NullMarked
package bot.herald.feature.guard;

import org.jspecify.annotations.NullMarked;
