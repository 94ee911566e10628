/** Herald's entry point; start at {@link bot.herald.Main}. */
@NullMarked
package bot.herald;

import org.jspecify.annotations.NullMarked;
