/** From no configuration to a running bot; start at {@link bot.herald.setup.FirstStart}. */
@NullMarked
package bot.herald.setup;

import org.jspecify.annotations.NullMarked;
