package bot.herald.feature.shoutout;

import bot.herald.feature.shoutout.ShoutoutQueue.Standing;
import bot.herald.feature.shoutout.ShoutoutQueue.Standing.Off;
import bot.herald.feature.shoutout.ShoutoutQueue.Waiting;
import bot.herald.feature.shoutout.ShoutoutSender.Result;
import bot.herald.identity.TwitchUserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One channel's wishes, in order, and what Twitch allows there when. Safe for concurrent use. */
final class ChannelShoutouts {
    static final Duration COOLDOWN = Duration.ofMinutes(2);
    static final Duration TARGET_COOLDOWN = Duration.ofHours(1);
    /** More than can be given before the last one's patience is over. */
    private static final int MOST_WAITING = 30;

    private static final int MOST_TRIES = 2;
    private static final Duration UNTIL_VIEWERS_COME = Duration.ofMinutes(1);
    private static final Duration UNTIL_MODERATOR = Duration.ofHours(1);
    private static final Duration UNTIL_PERMITTED = Duration.ofMinutes(1);

    /** @param tries that Twitch refused or left unclear */
    record Wish(TwitchUserId target, Instant asked, int tries) {}

    /** What became of a wish when it came. */
    enum Added {
        QUEUED,
        ALREADY_QUEUED,
        TARGET_TOO_SOON,
        FULL
    }

    private final List<Wish> wishes = new ArrayList<>();
    private final Map<TwitchUserId, Instant> targetsFree = new HashMap<>();
    private Instant free = Instant.MIN;
    private Instant nextTry = Instant.MIN;
    private Optional<Off> off = Optional.empty();
    private Instant offUntil = Instant.MIN;
    private boolean notModerator;
    private boolean busy;

    synchronized Added add(TwitchUserId target, Instant now, Duration patience) {
        targetsFree.values().removeIf(ends -> !ends.isAfter(now));
        if (wishes.stream().anyMatch(wish -> wish.target().equals(target))) {
            return Added.ALREADY_QUEUED;
        }
        if (targetFree(target).isAfter(now.plus(patience))) {
            return Added.TARGET_TOO_SOON;
        }
        if (wishes.size() >= MOST_WAITING) {
            return Added.FULL;
        }
        wishes.add(new Wish(target, now, 0));
        return Added.QUEUED;
    }

    /** Takes out those that waited too long. */
    synchronized List<Wish> giveUp(Instant now, Duration patience) {
        List<Wish> old = new ArrayList<>();
        for (Iterator<Wish> all = wishes.iterator(); all.hasNext(); ) {
            Wish wish = all.next();
            if (now.isAfter(wish.asked().plus(patience))) {
                old.add(wish);
                all.remove();
            }
        }
        return old;
    }

    /** The wish to try now, if there is one; until {@link #taken} or {@link #notNow} no other is handed out. */
    synchronized Optional<Wish> next(Instant now) {
        if (busy || now.isBefore(free) || now.isBefore(nextTry) || now.isBefore(offUntil)) {
            return Optional.empty();
        }
        Optional<Wish> next = wishes.stream()
                .filter(wish -> !now.isBefore(targetFree(wish.target())))
                .findFirst();
        busy = next.isPresent();
        return next;
    }

    /** Nothing was tried. */
    synchronized void notNow(Instant next) {
        busy = false;
        nextTry = next;
    }

    /**
     * Nothing was tried, because the target had one a while ago.
     *
     * @return whether the wish is done with, as it cannot wait so long
     */
    synchronized boolean targetNotYet(Wish wish, Instant targetFree, Duration patience) {
        busy = false;
        targetsFree.merge(wish.target(), targetFree, (a, b) -> a.isAfter(b) ? a : b);
        return targetFree.isAfter(wish.asked().plus(patience)) && remove(wish);
    }

    /** Takes over what came of a try; says whether the wish is done with. */
    synchronized boolean taken(Wish wish, Result result, Instant now) {
        busy = false;
        if (result instanceof Result.Given) {
            on();
            later(wish.target(), now.plus(COOLDOWN), now.plus(TARGET_COOLDOWN));
            return remove(wish);
        }
        if (result instanceof Result.TooEarly early) {
            if (early.sameTarget()) {
                return remove(wish);
            }
            free = now.plus(COOLDOWN);
            return triedOnceMore(wish);
        }
        if (result instanceof Result.Unclear) {
            free = now.plus(COOLDOWN);
            return triedOnceMore(wish);
        }
        if (result instanceof Result.NotLive) {
            nextTry = now.plus(UNTIL_VIEWERS_COME);
        } else if (result instanceof Result.NotModerator) {
            off(
                    "the bot is not a moderator here: shoutouts are off until it is one, or until the broadcaster connects the"
                            + " channel again and allows them",
                    now,
                    UNTIL_MODERATOR);
            notModerator = true;
        } else if (result instanceof Result.NotPermitted not) {
            off(not.reason(), now, UNTIL_PERMITTED);
        } else if (result instanceof Result.RetryLater later) {
            nextTry = now.plus(later.after());
        } else if (result instanceof Result.Refused) {
            return remove(wish);
        }
        return false;
    }

    /** A second refusal after the channel's two minutes is the target's own, and an hour is too long to wait. */
    private boolean triedOnceMore(Wish wish) {
        int at = wishes.indexOf(wish);
        if (at < 0) {
            return false;
        }
        if (wish.tries() + 1 >= MOST_TRIES) {
            wishes.remove(at);
            return true;
        }
        wishes.set(at, new Wish(wish.target(), wish.asked(), wish.tries() + 1));
        return false;
    }

    private boolean remove(Wish wish) {
        return wishes.removeIf(one -> one.target().equals(wish.target()));
    }

    /** Somebody gave one; whether that fulfilled a wish. */
    synchronized boolean given(TwitchUserId target, Instant channelFree, Instant targetFree) {
        later(target, channelFree, targetFree);
        return wishes.removeIf(wish -> wish.target().equals(target));
    }

    private void later(TwitchUserId target, Instant channelFree, Instant targetFree) {
        free = channelFree.isAfter(free) ? channelFree : free;
        targetsFree.merge(target, targetFree, (a, b) -> a.isAfter(b) ? a : b);
    }

    /** If that was what stood in the way, the next try may be now, within the cool-downs. */
    synchronized void botModerates() {
        if (notModerator) {
            on();
        }
    }

    /** Whatever stood in the way may be over. */
    synchronized void allowedAnew() {
        on();
    }

    synchronized boolean needsModerator() {
        return notModerator;
    }

    /** Only the pause between looks at the stream ends. */
    synchronized void wentLive() {
        nextTry = Instant.MIN;
    }

    private void on() {
        notModerator = false;
        off = Optional.empty();
        offUntil = Instant.MIN;
    }

    private void off(String reason, Instant now, Duration until) {
        off = Optional.of(new Off(reason, off.map(Off::since).orElse(now)));
        offUntil = now.plus(until);
        notModerator = false;
    }

    synchronized List<Waiting> waiting(Instant now, Duration patience) {
        return wishes.stream()
                .map(wish -> new Waiting(
                        wish.target(),
                        Optional.of(targetFree(wish.target())).filter(at -> at.isAfter(now)),
                        wish.asked().plus(patience)))
                .toList();
    }

    synchronized Standing standing(Instant now) {
        return new Standing(off, wishes.size(), Optional.of(free).filter(ends -> ends.isAfter(now)));
    }

    private Instant targetFree(TwitchUserId target) {
        return targetsFree.getOrDefault(target, Instant.MIN);
    }
}
