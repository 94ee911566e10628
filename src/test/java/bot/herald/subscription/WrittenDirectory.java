package bot.herald.subscription;

import bot.herald.subscription.SubscriptionStatus.SubscriptionState;
import java.time.Clock;
import java.util.List;

/** A directory in which a test of another package says what is heard. */
public final class WrittenDirectory {
    private final SubscriptionDirectory directory;

    public WrittenDirectory(Clock clock) {
        directory = new SubscriptionDirectory(clock);
    }

    public SubscriptionDirectory read() {
        return directory;
    }

    public void plan(DesiredSubscription... desired) {
        directory.follow(new SubscriptionPlan(List.of(desired), List.of()));
    }

    public void heard(DesiredSubscription one) {
        directory.put(one, SubscriptionState.ENABLED, "", 0);
    }

    public void lost(DesiredSubscription one, String reason) {
        directory.put(one, SubscriptionState.RETRYING, reason, 0);
    }
}
