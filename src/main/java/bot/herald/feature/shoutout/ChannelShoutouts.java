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

/** The requested shoutouts of one channel, in order, and when Twitch allows the next. Safe for concurrent use. */
final class ChannelShoutouts {
    static final Duration COOLDOWN = Duration.ofMinutes(2);
    static final Duration TARGET_COOLDOWN = Duration.ofHours(1);
    /** More than can be given before the last one expires. */
    private static final int MOST_WAITING = 30;

    private static final int MOST_TRIES = 2;
    private static final Duration UNTIL_VIEWERS_COME = Duration.ofMinutes(1);
    private static final Duration UNTIL_MODERATOR = Duration.ofHours(1);
    private static final Duration UNTIL_PERMITTED = Duration.ofMinutes(1);

    /** @param tries attempts that Twitch refused or left unclear */
    record Request(TwitchUserId target, Instant asked, int tries) {}

    /** The outcome of a request. */
    enum Added {
        QUEUED,
        ALREADY_QUEUED,
        TARGET_TOO_SOON,
        FULL
    }

    private final List<Request> requests = new ArrayList<>();
    private final Map<TwitchUserId, Instant> targetsFree = new HashMap<>();
    private Instant free = Instant.MIN;
    private Instant nextTry = Instant.MIN;
    private Optional<Off> off = Optional.empty();
    private Instant offUntil = Instant.MIN;
    private boolean notModerator;
    private boolean busy;
    /** Whether the bot got new rights after the attempt under way began, so that a refusal may be outdated. */
    private boolean allowedMeanwhile;

    synchronized Added add(TwitchUserId target, Instant now, Duration patience) {
        targetsFree.values().removeIf(ends -> !ends.isAfter(now));
        if (requests.stream().anyMatch(request -> request.target().equals(target))) {
            return Added.ALREADY_QUEUED;
        }
        if (targetFree(target).isAfter(now.plus(patience))) {
            return Added.TARGET_TOO_SOON;
        }
        if (requests.size() >= MOST_WAITING) {
            return Added.FULL;
        }
        requests.add(new Request(target, now, 0));
        return Added.QUEUED;
    }

    /** Removes those that waited too long. */
    synchronized List<Request> giveUp(Instant now, Duration patience) {
        List<Request> old = new ArrayList<>();
        for (Iterator<Request> all = requests.iterator(); all.hasNext(); ) {
            Request request = all.next();
            if (now.isAfter(request.asked().plus(patience))) {
                old.add(request);
                all.remove();
            }
        }
        return old;
    }

    /** The request to try now, if any; returns no other until {@link #taken} or {@link #notNow} is called. */
    synchronized Optional<Request> next(Instant now) {
        if (busy || now.isBefore(free) || now.isBefore(nextTry) || now.isBefore(offUntil)) {
            return Optional.empty();
        }
        Optional<Request> next = requests.stream()
                .filter(request -> !now.isBefore(targetFree(request.target())))
                .findFirst();
        busy = next.isPresent();
        allowedMeanwhile = false;
        return next;
    }

    /** Nothing was tried. */
    synchronized void notNow(Instant next) {
        busy = false;
        nextTry = next;
    }

    /**
     * Nothing was tried, because the target had a shoutout recently.
     *
     * @return whether the request was dropped, since it cannot wait that long
     */
    synchronized boolean targetNotYet(Request request, Instant targetFree, Duration patience) {
        busy = false;
        targetsFree.merge(request.target(), targetFree, (a, b) -> a.isAfter(b) ? a : b);
        return targetFree.isAfter(request.asked().plus(patience)) && remove(request);
    }

    /** @return whether the request is finished after an attempt with this result */
    synchronized boolean taken(Request request, Result result, Instant now) {
        busy = false;
        if (result instanceof Result.Given) {
            on();
            later(request.target(), now.plus(COOLDOWN), now.plus(TARGET_COOLDOWN));
            return remove(request);
        }
        if (result instanceof Result.TooEarly early) {
            if (early.sameTarget()) {
                return remove(request);
            }
            free = now.plus(COOLDOWN);
            return triedOnceMore(request);
        }
        if (result instanceof Result.Unclear) {
            free = now.plus(COOLDOWN);
            return triedOnceMore(request);
        }
        boolean isRefusal = result instanceof Result.NotModerator || result instanceof Result.NotPermitted;
        if (isRefusal && allowedMeanwhile) {
            // The next attempt tells.
            return false;
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
            return remove(request);
        }
        return false;
    }

    /** A second refusal after the channel's two minutes concerns the target, whose hour is too long to wait. */
    private boolean triedOnceMore(Request request) {
        int at = requests.indexOf(request);
        if (at < 0) {
            return false;
        }
        if (request.tries() + 1 >= MOST_TRIES) {
            requests.remove(at);
            return true;
        }
        requests.set(at, new Request(request.target(), request.asked(), request.tries() + 1));
        return false;
    }

    private boolean remove(Request request) {
        return requests.removeIf(one -> one.target().equals(request.target()));
    }

    /** Somebody gave a shoutout. @return whether it had been requested here */
    synchronized boolean given(TwitchUserId target, Instant channelFree, Instant targetFree) {
        later(target, channelFree, targetFree);
        return requests.removeIf(request -> request.target().equals(target));
    }

    private void later(TwitchUserId target, Instant channelFree, Instant targetFree) {
        free = channelFree.isAfter(free) ? channelFree : free;
        targetsFree.merge(target, targetFree, (a, b) -> a.isAfter(b) ? a : b);
    }

    /** If this was the obstacle, the next attempt may follow at once, within the cooldowns. */
    synchronized void botModerates() {
        if (notModerator) {
            on();
        }
    }

    /** Any obstacle may be gone. */
    synchronized void allowedAnew() {
        allowedMeanwhile = true;
        on();
    }

    synchronized boolean needsModerator() {
        return notModerator;
    }

    /** Ends only the pause between checks of the stream. */
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
        return requests.stream()
                .map(request -> new Waiting(
                        request.target(),
                        Optional.of(targetFree(request.target())).filter(at -> at.isAfter(now)),
                        request.asked().plus(patience)))
                .toList();
    }

    synchronized Standing standing(Instant now) {
        return new Standing(off, requests.size(), Optional.of(free).filter(ends -> ends.isAfter(now)));
    }

    private Instant targetFree(TwitchUserId target) {
        return targetsFree.getOrDefault(target, Instant.MIN);
    }
}
