/**
 * How the parts of Herald start, report on their health and stop, and how recurring work survives its failures.
 * Depends on nothing else of Herald. Start at {@link bot.herald.lifecycle.Component}.
 */
@NullMarked
package bot.herald.lifecycle;

import org.jspecify.annotations.NullMarked;
