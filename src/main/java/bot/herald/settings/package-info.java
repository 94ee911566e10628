/** What the people of a channel may set or make, as documents, and how a change ends; start at {@link bot.herald.settings.DocumentBook}. */
@NullMarked
package bot.herald.settings;

import org.jspecify.annotations.NullMarked;
