/** The command line: commands, the choice of the configuration, and exit codes; start at {@link bot.herald.cli.Cli}. */
@NullMarked
package bot.herald.cli;

import org.jspecify.annotations.NullMarked;
