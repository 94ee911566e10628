/** Chat commands; start at {@link bot.herald.feature.command.CommandResponder}. */
@NullMarked
package bot.herald.feature.command;

import org.jspecify.annotations.NullMarked;
