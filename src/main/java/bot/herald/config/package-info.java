/** Herald's settings, read from a file and the environment with every mistake named; start at {@link bot.herald.config.ConfigLoader}. */
@NullMarked
package bot.herald.config;

import org.jspecify.annotations.NullMarked;
