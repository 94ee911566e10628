/** What Herald says, in every language it speaks; start at {@link bot.herald.language.Texts}. */
@NullMarked
package bot.herald.language;

import org.jspecify.annotations.NullMarked;
