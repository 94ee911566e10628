/** Thank-you messages; start at {@link bot.herald.feature.alert.AlertFeature}. */
@NullMarked
package bot.herald.feature.alert;

import org.jspecify.annotations.NullMarked;
