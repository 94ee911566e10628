/** Everything fails at random while the bot works; start at {@link bot.herald.chaos.ChaosRun}. See {@code docs/operating.md}. */
@NullMarked
package bot.herald.chaos;

import org.jspecify.annotations.NullMarked;
