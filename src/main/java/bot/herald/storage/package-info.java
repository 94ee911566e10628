/** What Herald keeps on disk; start at {@link bot.herald.storage.Database}. */
@NullMarked
package bot.herald.storage;

import org.jspecify.annotations.NullMarked;
