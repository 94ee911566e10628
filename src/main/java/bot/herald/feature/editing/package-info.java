/** Whether moderators change a stream's title and category; start at {@link bot.herald.feature.editing.StreamEditing}. */
@NullMarked
package bot.herald.feature.editing;

import org.jspecify.annotations.NullMarked;
