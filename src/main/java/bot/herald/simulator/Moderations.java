package bot.herald.simulator;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What moderators did through the API. Guarded by {@link World}. */
final class Moderations {
    private final Clock clock;
    private final List<ModerationAction> done = new ArrayList<>();

    Moderations(Clock clock) {
        this.clock = clock;
    }

    void add(
            ModerationAction.Kind kind,
            SimulatedChannel channel,
            String moderatorId,
            @Nullable String targetId,
            String detail) {
        done.add(new ModerationAction(kind, channel.id, moderatorId, targetId, detail, clock.instant()));
    }

    List<ModerationAction> all() {
        return List.copyOf(done);
    }
}
