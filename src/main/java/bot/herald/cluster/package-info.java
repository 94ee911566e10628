/** Several instances on one database: who serves which shards of the conduit; start at {@link bot.herald.cluster.Membership}. */
@NullMarked
package bot.herald.cluster;

import org.jspecify.annotations.NullMarked;
