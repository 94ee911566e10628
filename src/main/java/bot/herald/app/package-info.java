/** Where every object is built, started and stopped; start at {@link bot.herald.app.BotModule}. */
@NullMarked
package bot.herald.app;

import org.jspecify.annotations.NullMarked;
