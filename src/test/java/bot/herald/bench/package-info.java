/** What Herald costs, measured; start at {@link bot.herald.bench.Fleet}. Run by {@code mvn -Pbench verify}. */
@NullMarked
package bot.herald.bench;

import org.jspecify.annotations.NullMarked;
