/**
 * People who log in, their sessions, and the channels each of them may manage; also the activity log. How somebody
 * proves who they are belongs to {@code auth}, what a browser sends to {@code web}. Start at {@link
 * bot.herald.account.Sessions}.
 */
@NullMarked
package bot.herald.account;

import org.jspecify.annotations.NullMarked;
