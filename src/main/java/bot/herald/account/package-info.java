/** People who log in and what they may manage; start at {@link bot.herald.account.Sessions}. */
@NullMarked
package bot.herald.account;

import org.jspecify.annotations.NullMarked;
