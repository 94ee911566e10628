/** What keeps an installation in order, with a running bot or without one; start at {@link bot.herald.maintenance.Maintenance}. */
@NullMarked
package bot.herald.maintenance;

import org.jspecify.annotations.NullMarked;
