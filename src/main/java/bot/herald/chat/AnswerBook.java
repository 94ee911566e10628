package bot.herald.chat;

import bot.herald.chat.ChannelQueue.Entry;
import bot.herald.chat.ChatSender.Result;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Draws the conclusions from Twitch's answers, and counts them. Guarded by {@link OutgoingQueue}'s lock. */
final class AnswerBook {
    private static final Logger log = LoggerFactory.getLogger(AnswerBook.class);
    /** A ban or a missing right lasts; a time-out may be over soon. */
    private static final Duration UNTIL_NEXT_TRY = Duration.ofMinutes(5);

    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

    private static final int MOST_REFUSALS = 2;

    private final ChatPace pace;
    private final BotRoles roles;
    private final ChatObserver observer;
    private final Duration window;
    private boolean botMissing;

    AnswerBook(ChatPace pace, BotRoles roles, ChatObserver observer, Duration window) {
        this.pace = pace;
        this.roles = roles;
        this.observer = observer;
        this.window = window;
    }

    void count(String outcome) {
        observer.outcome(outcome);
    }

    void full(ChannelQueue queue) {
        count("dropped_full");
        log.warn("broadcaster={} chat queue is full, a line was dropped", queue.broadcasterId());
    }

    void tooOld(ChannelQueue queue) {
        count("dropped_old");
        log.info("broadcaster={} a line waited too long and was dropped", queue.broadcasterId());
    }

    /** @param text as it was sent, with what made it different from the line before */
    void take(ChannelQueue queue, Entry entry, String text, Result result, Instant now) {
        if (!(result instanceof Result.NoBot)) {
            botMissing = false;
        }
        if (result instanceof Result.Sent) {
            queue.said().add(text, now);
            queue.resume(now);
            count("sent");
        } else if (result instanceof Result.NotRepliable) {
            queue.add(entry.withoutReply()).ifPresent(dropped -> full(queue));
        } else if (result instanceof Result.NotSent notSent) {
            log.warn("broadcaster={} chat has to wait: {}", queue.broadcasterId(), notSent.reason());
            wait(queue, entry, notSent.after());
        } else if (result instanceof Result.Dropped dropped) {
            notShown(queue, entry, text, dropped, now);
        } else if (result instanceof Result.Forbidden forbidden) {
            count("forbidden");
            shutOut(queue, forbidden.reason(), now);
        } else if (result instanceof Result.NoBot noBot) {
            noBot(queue, noBot);
        } else if (result instanceof Result.Unclear unclear) {
            queue.said().add(text, now);
            count("unclear");
            log.warn(
                    "broadcaster={} unclear whether a line was sent, so it is not sent again: {}",
                    queue.broadcasterId(),
                    unclear.reason());
        }
    }

    /** What holds one line up is true for the whole account. */
    private void wait(ChannelQueue queue, Entry entry, Duration time) {
        pace.pause(time.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : time);
        queue.add(entry).ifPresent(dropped -> full(queue));
    }

    private void notShown(ChannelQueue queue, Entry entry, String text, Result.Dropped dropped, Instant now) {
        String code = dropped.code();
        boolean wasModerator = roles.moderates(queue.broadcasterId());
        if (DropCodes.showsNoModerator(code)) {
            roles.isNoModerator(queue.broadcasterId());
        }
        if (code.equals("msg_duplicate") && entry.refusals() == 0) {
            queue.said().add(text, now);
            queue.add(entry.again()).ifPresent(gaveWay -> full(queue));
            return;
        }
        log.warn("broadcaster={} Twitch did not show a line: {} {}", queue.broadcasterId(), code, dropped.reason());
        queue.setStanding(queue.standing().notShown(new ChatStanding.NotShown(code, dropped.reason(), now)));
        if (code.equals("msg_ratelimit") && entry.refusals() < MOST_REFUSALS) {
            if (entry.refusals() == 0 && !wasModerator) {
                // Probably the second between two lines of a channel, which passes anyway.
                queue.add(entry.again()).ifPresent(gaveWay -> full(queue));
            } else {
                // Somebody else writes as the same account, or Twitch counts in another way.
                wait(queue, entry.again(), window);
            }
            return;
        }
        count("dropped_by_twitch");
        if (DropCodes.shutsOut(code)) {
            shutOut(queue, code + " " + dropped.reason(), now);
        }
    }

    private void shutOut(ChannelQueue queue, String reason, Instant now) {
        if (queue.standing().state() == ChatStanding.State.SENDING) {
            log.error(
                    "broadcaster={} the bot may not write there ({}): unban it or connect the channel again;"
                            + " tried again in {} minutes",
                    queue.broadcasterId(),
                    reason,
                    UNTIL_NEXT_TRY.toMinutes());
        }
        roles.isNoModerator(queue.broadcasterId());
        queue.stop(now, now.plus(UNTIL_NEXT_TRY), reason);
        queue.clear().forEach(entry -> count("dropped_stopped"));
    }

    private void noBot(ChannelQueue queue, Result.NoBot noBot) {
        count("no_bot");
        if (!botMissing) {
            log.error(
                    "broadcaster={} nothing can be said there or elsewhere: {}", queue.broadcasterId(), noBot.reason());
        }
        botMissing = true;
    }
}
