/** What follows when accounts come to the bot, leave it, or change elsewhere; start at {@link bot.herald.connection.Onboarding}. */
@NullMarked
package bot.herald.connection;

import org.jspecify.annotations.NullMarked;
