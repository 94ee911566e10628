/** What the people of a channel may set, and how a change ends; start at {@link bot.herald.settings.SettingsBook}. */
@NullMarked
package bot.herald.settings;

import org.jspecify.annotations.NullMarked;
