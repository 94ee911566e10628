/**
 * Herald's settings as records, read from a file and the environment, with every mistake named by line and key. The
 * bot's core is given values, never these types. Start at {@link bot.herald.config.ConfigLoader}.
 */
@NullMarked
package bot.herald.config;

import org.jspecify.annotations.NullMarked;
