/** What keeps an installation in order; start at {@link bot.herald.maintenance.Upkeep}. */
@NullMarked
package bot.herald.maintenance;

import org.jspecify.annotations.NullMarked;
