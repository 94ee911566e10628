/** Asks addresses that people wrote down, without letting them reach into the network that Herald is in; start at {@link bot.herald.fetch.Fetcher}. */
@NullMarked
package bot.herald.fetch;

import org.jspecify.annotations.NullMarked;
