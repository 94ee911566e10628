/**
 * Chat commands, built in and the channel's own, and triggers, which answer without a command. Start at {@link
 * bot.herald.feature.command.CommandResponder}.
 */
@NullMarked
package bot.herald.feature.command;

import org.jspecify.annotations.NullMarked;
