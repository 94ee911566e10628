/** The command line: what may be typed, which configuration applies, and the exit code; start at {@link bot.herald.cli.Cli}. */
@NullMarked
package bot.herald.cli;

import org.jspecify.annotations.NullMarked;
