/**
 * Work on an installation whose bot may or may not be running: erasing people and channels, cleaning up, moving
 * channels in and out. A running bot notices the changes in the database. Start at {@link
 * bot.herald.maintenance.Maintenance}.
 */
@NullMarked
package bot.herald.maintenance;

import org.jspecify.annotations.NullMarked;
