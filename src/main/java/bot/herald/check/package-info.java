/** Checks whether an installation will work, without changing it; start at {@link bot.herald.check.InstallationCheck}. */
@NullMarked
package bot.herald.check;

import org.jspecify.annotations.NullMarked;
