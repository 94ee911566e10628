package bot.herald.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The settings that protect a chat, and what moderators did through the API. Thread-safe. */
public final class ModerationControls {
    private final World world;

    ModerationControls(World world) {
        this.world = world;
    }

    /** The moderation done through the API, oldest first. */
    public List<ModerationAction> actions() {
        return world.get(world.moderations::all);
    }

    /** Waits until the actions meet the condition; an {@link AssertionError} with the actions if they do not in time. */
    public List<ModerationAction> awaitActions(Predicate<List<ModerationAction>> condition, Duration atMost) {
        return world.await("moderation", world.moderations::all, condition, atMost);
    }

    /** Sets how long chatters must have followed; null switches followers-only chat off. */
    public void followersOnly(String broadcasterId, @Nullable Integer minutes) {
        run(() -> world.channel(broadcasterId).followersOnlyMinutes = minutes);
    }

    /** How many minutes chatters must have followed; empty while followers-only chat is off. */
    public Optional<Integer> followersOnly(String broadcasterId) {
        return world.control(() -> Optional.ofNullable(world.channel(broadcasterId).followersOnlyMinutes));
    }

    /** Sets the seconds between two messages of a chatter; 0 switches slow mode off. */
    public void slowMode(String broadcasterId, int seconds) {
        run(() -> world.channel(broadcasterId).slowSeconds = seconds);
    }

    public void subscribersOnly(String broadcasterId, boolean on) {
        run(() -> world.channel(broadcasterId).subscribersOnly = on);
    }

    public void emotesOnly(String broadcasterId, boolean on) {
        run(() -> world.channel(broadcasterId).emotesOnly = on);
    }

    public boolean shieldMode(String broadcasterId) {
        return world.control(() -> world.channel(broadcasterId).shieldMode);
    }

    public void shieldMode(String broadcasterId, boolean on) {
        run(() -> world.channel(broadcasterId).shieldMode = on);
    }

    private void run(Runnable action) {
        world.control(() -> {
            action.run();
            return true;
        });
    }
}
