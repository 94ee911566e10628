/**
 * Brings events to their handlers: each event once, those of one channel in order, channels in parallel. What an
 * event means is up to the handlers. Start at {@link bot.herald.dispatch.EventDispatcher}.
 */
@NullMarked
package bot.herald.dispatch;

import org.jspecify.annotations.NullMarked;
