/** Says whether an installation will work and changes nothing in it; start at {@link bot.herald.check.InstallationCheck}. */
@NullMarked
package bot.herald.check;

import org.jspecify.annotations.NullMarked;
