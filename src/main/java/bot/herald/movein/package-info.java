/** Brings along what a channel has in another bot, and takes it out again; start at {@link bot.herald.movein.Reading}. */
@NullMarked
package bot.herald.movein;

import org.jspecify.annotations.NullMarked;
