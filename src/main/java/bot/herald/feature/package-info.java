/** What features are made of, whether built in or from {@code plugins/}; start at {@link bot.herald.feature.Feature}. */
@NullMarked
package bot.herald.feature;

import org.jspecify.annotations.NullMarked;
