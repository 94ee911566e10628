/** Welcomes raids in chat. Start at {@link bot.herald.feature.raid.RaidGreeter}. */
@NullMarked
package bot.herald.feature.raid;

import org.jspecify.annotations.NullMarked;
