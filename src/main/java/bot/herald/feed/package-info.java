/**
 * What happens in each channel, for people who watch: the live feed, and counts for the plots. Keeps no chat longer
 * than the latest events in memory. Start at {@link bot.herald.feed.ChannelFeed}.
 */
@NullMarked
package bot.herald.feed;

import org.jspecify.annotations.NullMarked;
