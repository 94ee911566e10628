/** From events to their handlers; start at {@link bot.herald.dispatch.EventHandler}. */
@NullMarked
package bot.herald.dispatch;

import org.jspecify.annotations.NullMarked;
