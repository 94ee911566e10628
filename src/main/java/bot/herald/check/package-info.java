/**
 * Finds out whether an installation will work, one probe per possible fault. Only the command line uses it, and it
 * changes nothing. Start at {@link bot.herald.check.InstallationCheck}.
 */
@NullMarked
package bot.herald.check;

import org.jspecify.annotations.NullMarked;
