/**
 * Fetches addresses that people wrote into texts, without letting them reach into Herald's own network. Nothing else
 * in Herald calls an address that a person chose. Start at {@link bot.herald.fetch.Fetcher}.
 */
@NullMarked
package bot.herald.fetch;

import org.jspecify.annotations.NullMarked;
