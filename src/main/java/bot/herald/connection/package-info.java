/**
 * What happens when accounts connect, disconnect, or change elsewhere; start at {@link
 * bot.herald.connection.Onboarding}.
 */
@NullMarked
package bot.herald.connection;

import org.jspecify.annotations.NullMarked;
