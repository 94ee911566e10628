/** Texts with placeholders, checked when saved and filled in when said; start at {@link bot.herald.template.Template}. */
@NullMarked
package bot.herald.template;

import org.jspecify.annotations.NullMarked;
