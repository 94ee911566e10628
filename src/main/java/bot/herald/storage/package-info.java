/**
 * What Herald keeps in SQLite or PostgreSQL: implements the stores that other packages declare. The only package
 * that knows JDBI, Flyway and the drivers. Start at {@link bot.herald.storage.Database}.
 */
@NullMarked
package bot.herald.storage;

import org.jspecify.annotations.NullMarked;
