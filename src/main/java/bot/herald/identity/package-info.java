/**
 * Types that all packages share: who somebody is, what was granted, what must never be printed, and why a provider
 * failed. Depends on nothing else of Herald. Start at {@link bot.herald.identity.TwitchUserId}.
 */
@NullMarked
package bot.herald.identity;

import org.jspecify.annotations.NullMarked;
