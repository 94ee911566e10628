/** Herald's command line; start at {@link bot.herald.cli.HeraldActions}. */
@NullMarked
package bot.herald.cli;

import org.jspecify.annotations.NullMarked;
