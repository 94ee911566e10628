/**
 * Which EventSub subscriptions each channel should have and has, and why one is missing; start at {@link
 * bot.herald.subscription.Reconciler}.
 */
@NullMarked
package bot.herald.subscription;

import org.jspecify.annotations.NullMarked;
