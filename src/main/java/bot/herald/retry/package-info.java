/**
 * When to retry what failed: {@link bot.herald.retry.RetryPolicy} says how soon and how often, {@link
 * bot.herald.retry.WakeUps} what ends a wait early, and {@link bot.herald.retry.ForwardClock} is the clock for
 * waits. No pause before a retry is defined anywhere else.
 */
@NullMarked
package bot.herald.retry;

import org.jspecify.annotations.NullMarked;
