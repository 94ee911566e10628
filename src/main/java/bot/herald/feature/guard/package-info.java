/** Protects a chat for a while after a raid that looks hostile. Start at {@link bot.herald.feature.guard.RaidGuard}. */
@NullMarked
package bot.herald.feature.guard;

import org.jspecify.annotations.NullMarked;
