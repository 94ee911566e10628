/**
 * How several instances on one database divide the work: heartbeats, who leads, and who serves which shard of the
 * conduit. Knows nothing of sockets or SQL. Start at {@link bot.herald.cluster.Membership}.
 */
@NullMarked
package bot.herald.cluster;

import org.jspecify.annotations.NullMarked;
