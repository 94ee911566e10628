/**
 * The command line: commands, their options and output, the choice of the configuration, and exit codes. What a
 * command does to an installation belongs to {@code check}, {@code maintenance} and {@code setup}. Start at {@link
 * bot.herald.cli.Cli}.
 */
@NullMarked
package bot.herald.cli;

import org.jspecify.annotations.NullMarked;
