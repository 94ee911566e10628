/** Lines said every few minutes while a channel is live; start at {@link bot.herald.feature.timer.TimerRunner}. */
@NullMarked
package bot.herald.feature.timer;

import org.jspecify.annotations.NullMarked;
