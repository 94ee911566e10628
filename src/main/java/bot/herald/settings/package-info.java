/**
 * Documents: records that people edit, such as a channel's settings and commands. How they are described, checked,
 * stored with a version and converted to JSON, whatever their kind. Start at {@link
 * bot.herald.settings.DocumentBook}.
 */
@NullMarked
package bot.herald.settings;

import org.jspecify.annotations.NullMarked;
