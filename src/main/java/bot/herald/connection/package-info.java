/**
 * What happens, step by step, when an account connects, leaves, loses a permission, or is changed by another
 * process. The steps themselves belong to the packages that this one calls. Start at {@link
 * bot.herald.connection.Onboarding}.
 */
@NullMarked
package bot.herald.connection;

import org.jspecify.annotations.NullMarked;
