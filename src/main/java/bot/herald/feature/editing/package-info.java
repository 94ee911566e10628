/**
 * The switch that lets moderators change a stream's title and category from chat; {@code !title} and {@code !game}
 * themselves are in {@code feature.command}. Start at {@link bot.herald.feature.editing.StreamEditing}.
 */
@NullMarked
package bot.herald.feature.editing;

import org.jspecify.annotations.NullMarked;
