/** Messages posted every few minutes while a channel is live. Start at {@link bot.herald.feature.timer.TimerRunner}. */
@NullMarked
package bot.herald.feature.timer;

import org.jspecify.annotations.NullMarked;
