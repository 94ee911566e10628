/** What happens in each channel, for people who watch; start at {@link bot.herald.feed.ChannelFeed}. */
@NullMarked
package bot.herald.feed;

import org.jspecify.annotations.NullMarked;
