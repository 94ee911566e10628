/**
 * From no configuration to a running bot. The page and the dialog that ask people belong to {@code web} and {@code
 * cli}. Start at {@link bot.herald.setup.FirstStart}.
 */
@NullMarked
package bot.herald.setup;

import org.jspecify.annotations.NullMarked;
