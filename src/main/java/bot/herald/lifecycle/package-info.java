/** How parts of Herald start, report and stop; start at {@link bot.herald.lifecycle.Component}. */
@NullMarked
package bot.herald.lifecycle;

import org.jspecify.annotations.NullMarked;
