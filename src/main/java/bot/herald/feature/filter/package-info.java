/** Keeps unwanted messages out of a chat; start at {@link bot.herald.feature.filter.ChatFilters}. */
@NullMarked
package bot.herald.feature.filter;

import org.jspecify.annotations.NullMarked;
