/** Herald's entry point. Start at {@link bot.herald.Main}. */
@NullMarked
package bot.herald;

import org.jspecify.annotations.NullMarked;
