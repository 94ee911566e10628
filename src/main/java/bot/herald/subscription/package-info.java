/**
 * Which EventSub subscriptions each channel should have, which it has, and why one is missing. Sockets and calls to
 * Twitch are behind ports. Start at {@link bot.herald.subscription.Reconciler}.
 */
@NullMarked
package bot.herald.subscription;

import org.jspecify.annotations.NullMarked;
