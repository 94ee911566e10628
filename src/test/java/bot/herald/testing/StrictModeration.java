package bot.herald.testing;

import bot.herald.identity.TwitchUserId;
import bot.herald.moderation.ChatModeration;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Writes down what a moderator would do, in words; refuses what Twitch refuses for its form, and answers as scripted. */
public final class StrictModeration implements ChatModeration {
    private final List<String> done = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();
    private final Deque<Outcome> scripted = new ArrayDeque<>();
    private Protection protection = new Protection(Optional.of(false), Optional.of(false));

    /** What was asked for, successful or not. */
    public List<String> done() {
        return List.copyOf(done);
    }

    /** What chatters were told of time-outs and warnings. */
    public List<String> reasons() {
        return List.copyOf(reasons);
    }

    /** The next calls end so; later ones succeed. */
    public void next(Outcome... outcomes) {
        scripted.addAll(List.of(outcomes));
    }

    public void protect(boolean shieldMode, boolean followersOnly) {
        protection = new Protection(Optional.of(shieldMode), Optional.of(followersOnly));
    }

    public Protection protection() {
        return protection;
    }

    @Override
    public Protection protection(TwitchUserId broadcasterId) {
        return protection;
    }

    @Override
    public Outcome delete(TwitchUserId broadcasterId, String chatMessageId) {
        check(!chatMessageId.isBlank(), "a message id");
        return note("delete " + chatMessageId);
    }

    @Override
    public Outcome timeOut(TwitchUserId broadcasterId, TwitchUserId chatter, Duration duration, String reason) {
        check(duration.toSeconds() >= 1 && duration.toDays() <= 14, "1 second to 14 days");
        check(!chatter.equals(broadcasterId) && reason.length() <= 500, "somebody else, and a short reason");
        reasons.add(reason);
        return note("time out " + chatter + " for " + duration.toSeconds());
    }

    @Override
    public Outcome warn(TwitchUserId broadcasterId, TwitchUserId chatter, String reason) {
        check(!chatter.equals(broadcasterId) && !reason.isBlank() && reason.length() <= 500, "a reason");
        reasons.add(reason);
        return note("warn " + chatter);
    }

    @Override
    public Outcome shieldMode(TwitchUserId broadcasterId, boolean on) {
        Outcome outcome = note("shield mode " + (on ? "on" : "off"));
        if (outcome instanceof Outcome.Done) {
            protection = new Protection(Optional.of(on), protection.followersOnly());
        }
        return outcome;
    }

    @Override
    public Outcome followersOnly(TwitchUserId broadcasterId, Optional<Duration> following) {
        following.ifPresent(least -> check(!least.isNegative() && least.toDays() <= 90, "up to 90 days"));
        Outcome outcome = note("followers only "
                + following.map(least -> least.toMinutes() + " min").orElse("off"));
        if (outcome instanceof Outcome.Done) {
            protection = new Protection(protection.shieldMode(), Optional.of(following.isPresent()));
        }
        return outcome;
    }

    @Override
    public Outcome announce(TwitchUserId broadcasterId, String text) {
        check(!text.isBlank(), "a text");
        return note("announce " + text);
    }

    private Outcome note(String what) {
        done.add(what);
        Outcome next = scripted.poll();
        return next == null ? new Outcome.Done() : next;
    }

    private static void check(boolean allowed, String rule) {
        if (!allowed) {
            throw new AssertionError("Twitch wants " + rule);
        }
    }
}
