/**
 * What features are made of, whether built in or from {@code plugins/}: the interface, its settings, and the
 * services it may use. Each feature has a folder below this one, and none may know another. Start at {@link
 * bot.herald.feature.Feature}.
 */
@NullMarked
package bot.herald.feature;

import org.jspecify.annotations.NullMarked;
