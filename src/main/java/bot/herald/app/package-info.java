/**
 * The composition root: builds every object, then starts and stops them in order. Only wiring belongs here;
 * behaviour goes into the package that it is about. Start at {@link bot.herald.app.BotModule}, which reads like an
 * inventory.
 */
@NullMarked
package bot.herald.app;

import org.jspecify.annotations.NullMarked;
