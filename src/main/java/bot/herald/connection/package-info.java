/** How accounts come to the bot and leave it; start at {@link bot.herald.connection.ConfiguredAdmission}. */
@NullMarked
package bot.herald.connection;

import org.jspecify.annotations.NullMarked;
