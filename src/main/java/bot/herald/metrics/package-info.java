/** Counters and gauges by name; every dropped thing has one. Start at {@link bot.herald.metrics.Metrics}. */
@NullMarked
package bot.herald.metrics;

import org.jspecify.annotations.NullMarked;
