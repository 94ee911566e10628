/**
 * When what failed is tried again, in one place: {@link bot.herald.retry.RetryPolicy} says how soon and how often, {@link
 * bot.herald.retry.WakeUps} what ends a wait early, and {@link bot.herald.retry.ForwardClock} is what one waits by.
 */
@NullMarked
package bot.herald.retry;

import org.jspecify.annotations.NullMarked;
