/** Maintains an installation, whether or not its bot is running; start at {@link bot.herald.maintenance.Maintenance}. */
@NullMarked
package bot.herald.maintenance;

import org.jspecify.annotations.NullMarked;
