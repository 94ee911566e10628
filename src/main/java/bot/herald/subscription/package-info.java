/** Which EventSub subscriptions every channel should have, has, and why not; start at {@link bot.herald.subscription.Reconciler}. */
@NullMarked
package bot.herald.subscription;

import org.jspecify.annotations.NullMarked;
