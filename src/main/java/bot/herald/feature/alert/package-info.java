/**
 * Thank-you messages for follows, subscriptions, cheers and redeemed rewards. Start at {@link
 * bot.herald.feature.alert.AlertFeature}.
 */
@NullMarked
package bot.herald.feature.alert;

import org.jspecify.annotations.NullMarked;
