/**
 * Every counter and gauge, by name. Whatever Herald drops is counted here. Start at {@link
 * bot.herald.metrics.Metrics}.
 */
@NullMarked
package bot.herald.metrics;

import org.jspecify.annotations.NullMarked;
