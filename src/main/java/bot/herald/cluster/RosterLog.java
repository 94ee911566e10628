package bot.herald.cluster;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs how the shards are divided, whenever that changes. For one thread. */
final class RosterLog {
    private static final Logger log = LoggerFactory.getLogger(RosterLog.class);

    private boolean idle;
    private String lastLine = "";

    void report(RosterSnapshot now) {
        int live = now.standing().live().size();
        int shards = now.standing().shards().size();
        boolean isIdle = now.leavesIdle();
        if (isIdle && !idle) {
            log.warn(
                    "instances={} shards={}: no shard is left for this instance, so it receives no events; set"
                            + " twitch.eventsub.shards to auto or to the number of instances",
                    live,
                    shards);
        }
        idle = isIdle;
        String line = "instances=" + live + " shards=" + shards + " own=" + now.ownShards();
        if (!line.equals(lastLine)) {
            log.info("{}", line);
            lastLine = line;
        }
    }
}
