/**
 * Texts with placeholders: checked when saved, filled in when said. Values come from the caller. Start at {@link
 * bot.herald.template.Template}.
 */
@NullMarked
package bot.herald.template;

import org.jspecify.annotations.NullMarked;
