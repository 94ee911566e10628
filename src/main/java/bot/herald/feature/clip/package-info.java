/** {@code !clip} and {@code !marker}. Start at {@link bot.herald.feature.clip.Clips}. */
@NullMarked
package bot.herald.feature.clip;

import org.jspecify.annotations.NullMarked;
