package bot.herald.chat;

import bot.herald.chat.ChannelQueue.Entry;
import bot.herald.chat.ChatSender.Result;
import bot.herald.event.TwitchEvent.Deletion;
import bot.herald.identity.TwitchUserId;
import bot.herald.retry.RetryPolicy;
import bot.herald.retry.WakeUps.Reason.LineAccepted;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Acts on Twitch's answers, and counts them. Guarded by {@link OutgoingQueue}'s lock. */
final class AnswerBook {
    private static final Logger log = LoggerFactory.getLogger(AnswerBook.class);
    private static final int MOST_REFUSALS = 2;

    private final ChatPace pace;
    private final BotRoles roles;
    private final ChatObserver observer;
    private final Duration window;
    private final Map<TwitchUserId, Instant> limited = new HashMap<>();
    private final UnconfirmedLines settlements;
    private final Retractions retractions = new Retractions();
    private boolean botMissing;

    AnswerBook(ChatPace pace, BotRoles roles, ChatObserver observer, Duration window, UnconfirmedLines settlements) {
        this.pace = pace;
        this.settlements = settlements;
        this.roles = roles;
        this.observer = observer;
        this.window = window;
    }

    void count(String outcome) {
        observer.outcome(outcome);
    }

    void full(ChannelQueue queue, Entry entry) {
        count("dropped_full");
        log.warn("broadcaster={} kind={} chat queue is full, the line was dropped", queue.broadcasterId(), kind(entry));
    }

    /** Lines that were not sent, or may not have been, when Herald stops. */
    void stopping(ChannelQueue queue, OutgoingMessage message, boolean perhapsSaid) {
        count("dropped_stopping");
        log.warn(
                "broadcaster={} kind={} {}",
                queue.broadcasterId(),
                message.priority().text(),
                perhapsSaid
                        ? "unclear whether the line was sent, and Herald stops"
                        : "the line was dropped, because Herald stops");
    }

    void tooOld(ChannelQueue queue, Entry entry) {
        count("dropped_old");
        log.info(
                "broadcaster={} kind={} the line waited too long and was dropped, tries={}",
                queue.broadcasterId(),
                kind(entry),
                tries(entry));
    }

    /** Takes back the queued answers to messages that were deleted, and those that come later. */
    void retract(ChannelQueue queue, Deletion deletion, Instant at) {
        retractions.add(queue.broadcasterId(), deletion, at);
        queue.removeIf(retractions::cover).forEach(entry -> retracted(queue, entry));
    }

    private void retracted(ChannelQueue queue, Entry entry) {
        count("dropped_deleted");
        log.info(
                "broadcaster={} kind={} the line was dropped: the message that it answers was deleted",
                queue.broadcasterId(),
                kind(entry));
    }

    private static String kind(Entry entry) {
        return entry.message().priority().text();
    }

    /** How many attempts failed. */
    private static int tries(Entry entry) {
        return entry.tries() + entry.refusals();
    }

    /** @param text as it was sent, including what set it apart from the line before */
    void take(ChannelQueue queue, Entry entry, String text, Result result, Instant now) {
        if (!(result instanceof Result.NoBot)) {
            botMissing = false;
        }
        if (result instanceof Result.Sent sent) {
            settlements.accepted(queue, sent.chatMessageId(), now);
            said(queue, entry, text, now);
        } else if (result instanceof Result.NotRepliable) {
            put(queue, entry.withoutReply());
        } else if (result instanceof Result.NotSent notSent) {
            notSent(queue, entry, notSent, now);
        } else if (result instanceof Result.Dropped dropped) {
            notShown(queue, entry, text, dropped, now);
        } else if (result instanceof Result.Forbidden forbidden) {
            count("forbidden");
            shutOut(queue, entry, forbidden.reason(), now);
        } else if (result instanceof Result.NoBot noBot) {
            noBot(queue, entry, noBot);
        }
    }

    /** Puts a line into the queue, or back into it. */
    void put(ChannelQueue queue, Entry entry) {
        if (retractions.cover(entry.message())) {
            retracted(queue, entry);
            return;
        }
        queue.add(entry).ifPresent(dropped -> full(queue, dropped));
    }

    /** The line appeared. */
    void said(ChannelQueue queue, Entry entry, String text, Instant now) {
        queue.said().add(text, now);
        if (tries(entry) > 0) {
            log.info(
                    "broadcaster={} kind={} sent after {} ms, tries={}",
                    queue.broadcasterId(),
                    kind(entry),
                    Duration.between(entry.asked(), now).toMillis(),
                    tries(entry) + 1);
        }
        if (queue.resume(now)) {
            settlements.afterwards().tell(new LineAccepted(queue.broadcasterId()));
        }
        count("sent");
    }

    /** The line did not appear and is sent again. */
    void unsaid(ChannelQueue queue, Entry next, String reason) {
        log.info(
                "broadcaster={} kind={} the line was not sent ({}), sending it again",
                queue.broadcasterId(),
                kind(next),
                reason);
        put(queue, next);
    }

    /** Nobody can know whether the line appeared, and saying it twice is worse than not at all. */
    void unclear(ChannelQueue queue, Entry entry, String text, String reason, Instant now) {
        queue.said().add(text, now);
        count("unclear");
        log.warn(
                "broadcaster={} kind={} unclear whether the line was sent, and the bot does not hear the chat: it is not sent"
                        + " again ({})",
                queue.broadcasterId(),
                kind(entry),
                reason);
    }

    private void notSent(ChannelQueue queue, Entry entry, Result.NotSent notSent, Instant now) {
        Entry next = entry.triedInVain();
        Duration pause = RetryPolicy.PASSING.after(next.tries(), notSent.after());
        log.warn(
                "broadcaster={} kind={} sending pauses for {} ms: {}",
                queue.broadcasterId(),
                kind(entry),
                pause.toMillis(),
                notSent.reason());
        switch (notSent.holds()) {
            case CHANNEL -> queue.holdForRetry(now, pause);
            case ACCOUNT -> pace.pause(pause);
            case TOKEN -> pace.pauseForToken(pause);
        }
        put(queue, next);
    }

    private void notShown(ChannelQueue queue, Entry entry, String text, Result.Dropped dropped, Instant now) {
        String code = dropped.code();
        boolean wasModerator = roles.moderates(queue.broadcasterId());
        if (DropCodes.showsNoModerator(code)) {
            roles.isNoModerator(queue.broadcasterId());
        }
        if (code.equals("msg_duplicate") && entry.sentAs().isPresent()) {
            // It had appeared after the first attempt, though nobody heard it.
            said(queue, entry, text, now);
            return;
        }
        if (code.equals("msg_duplicate") && entry.refusals() == 0) {
            queue.said().add(text, now);
            put(queue, entry.again());
            return;
        }
        log.warn(
                "broadcaster={} kind={} Twitch did not show the line: {} {}",
                queue.broadcasterId(),
                kind(entry),
                code,
                dropped.reason());
        queue.setStanding(queue.standing().withNotShown(new ChatStanding.NotShown(code, dropped.reason(), now)));
        if (code.equals("msg_ratelimit") && entry.refusals() < MOST_REFUSALS) {
            if (entry.refusals() == 0 && !wasModerator) {
                // Probably the second between two lines of a channel, which passes soon.
                put(queue, entry.again());
            } else {
                // Somebody else writes as the same account, or Twitch counts differently.
                queue.holdForRetry(now, window);
                if (isLimitedElsewhere(queue.broadcasterId(), now)) {
                    pace.pause(window);
                }
                put(queue, entry.again());
            }
            return;
        }
        count("dropped_by_twitch");
        if (DropCodes.shutsOut(code)) {
            shutOut(queue, entry, code + " " + dropped.reason(), now);
        }
    }

    /** A refusal in one channel means the channel's limit, in several the account's. */
    private boolean isLimitedElsewhere(TwitchUserId broadcasterId, Instant now) {
        limited.values().removeIf(at -> !now.isBefore(at.plus(window)));
        limited.put(broadcasterId, now);
        return limited.size() > 1;
    }

    /** The line waits with the others until Twitch lets the bot write again, or until it is too old. */
    private void shutOut(ChannelQueue queue, Entry entry, String reason, Instant now) {
        boolean first = queue.standing().state() == ChatStanding.State.SENDING;
        Duration pause = queue.stop(now, reason);
        if (first) {
            log.error(
                    "broadcaster={} the bot may not write there ({}): unban it or connect the channel again;"
                            + " tried again in {} s, then less often",
                    queue.broadcasterId(),
                    reason,
                    pause.toSeconds());
        }
        roles.isNoModerator(queue.broadcasterId());
        put(queue, entry.triedInVain());
    }

    private void noBot(ChannelQueue queue, Entry entry, Result.NoBot noBot) {
        count("no_bot");
        if (!botMissing) {
            log.error(
                    "broadcaster={} cannot send chat messages in any channel: {}",
                    queue.broadcasterId(),
                    noBot.reason());
        }
        log.info(
                "broadcaster={} kind={} the line was dropped: no bot account is connected",
                queue.broadcasterId(),
                kind(entry));
        botMissing = true;
    }

    /** Counts the outcomes of outgoing messages: sent, or the reason why not. Must not block. */
    @FunctionalInterface
    public interface ChatObserver {
        /** @param outcome one of few fixed words, fit for a metric's label */
        void outcome(String outcome);
    }
}
