/** Brings events to handlers, in order per channel; start at {@link bot.herald.dispatch.EventDispatcher}. */
@NullMarked
package bot.herald.dispatch;

import org.jspecify.annotations.NullMarked;
