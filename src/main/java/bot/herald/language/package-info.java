/**
 * Looks up what Herald says in each language it speaks. The texts themselves are beside the classes that say them.
 * Start at {@link bot.herald.language.Texts}.
 */
@NullMarked
package bot.herald.language;

import org.jspecify.annotations.NullMarked;
