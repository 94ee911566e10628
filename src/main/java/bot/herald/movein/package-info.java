/**
 * Imports what a channel has in another bot, and exports what it has in Herald. Start at {@link
 * bot.herald.movein.MoveIn}, then read {@link bot.herald.movein.Reading}.
 */
@NullMarked
package bot.herald.movein;

import org.jspecify.annotations.NullMarked;
