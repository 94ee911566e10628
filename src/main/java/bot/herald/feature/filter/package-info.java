/**
 * Chat filters: find messages that a channel does not want, and delete them, warn or time out. Start at {@link
 * bot.herald.feature.filter.ChatFilters}.
 */
@NullMarked
package bot.herald.feature.filter;

import org.jspecify.annotations.NullMarked;
