package bot.herald.chat;

import bot.herald.chat.ChannelQueue.Entry;
import bot.herald.chat.ChatSender.Result;
import bot.herald.identity.TwitchUserId;
import bot.herald.retry.RetryPolicy;
import bot.herald.retry.WakeUps.Reason.LineAccepted;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Draws the conclusions from Twitch's answers, and counts them. Guarded by {@link OutgoingQueue}'s lock. */
final class AnswerBook {
    private static final Logger log = LoggerFactory.getLogger(AnswerBook.class);
    private static final int MOST_REFUSALS = 2;

    private final ChatPace pace;
    private final BotRoles roles;
    private final ChatObserver observer;
    private final Duration window;
    private final Map<TwitchUserId, Instant> limited = new HashMap<>();
    private final Settlements settlements;
    private boolean botMissing;

    AnswerBook(ChatPace pace, BotRoles roles, ChatObserver observer, Duration window, Settlements settlements) {
        this.pace = pace;
        this.settlements = settlements;
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

    /** What was handled to its end after the queue was closed: no other line tells of it. */
    void tooLate(ChannelQueue queue) {
        count("dropped_stopping");
        log.warn("broadcaster={} a line was dropped, because Herald stops", queue.broadcasterId());
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
        if (result instanceof Result.Sent sent) {
            settlements.accepted(queue, sent.chatMessageId(), now);
            said(queue, text, now);
        } else if (result instanceof Result.NotRepliable) {
            queue.add(entry.withoutReply()).ifPresent(dropped -> full(queue));
        } else if (result instanceof Result.NotSent notSent) {
            notSent(queue, entry, notSent, now);
        } else if (result instanceof Result.Dropped dropped) {
            notShown(queue, entry, text, dropped, now);
        } else if (result instanceof Result.Forbidden forbidden) {
            count("forbidden");
            shutOut(queue, entry, forbidden.reason(), now);
        } else if (result instanceof Result.NoBot noBot) {
            noBot(queue, noBot);
        }
    }

    /** The line appeared. */
    void said(ChannelQueue queue, String text, Instant now) {
        queue.said().add(text, now);
        if (queue.resume(now)) {
            settlements.afterwards().tell(new LineAccepted(queue.broadcasterId()));
        }
        count("sent");
    }

    /** Nobody can know whether the line appeared: a line twice is worse than none. */
    void unclear(ChannelQueue queue, String text, String reason, Instant now) {
        queue.said().add(text, now);
        count("unclear");
        log.warn(
                "broadcaster={} unclear whether a line was sent, and the bot does not hear the chat: it is not sent again"
                        + " ({})",
                queue.broadcasterId(),
                reason);
    }

    private void notSent(ChannelQueue queue, Entry entry, Result.NotSent notSent, Instant now) {
        Entry next = entry.triedInVain();
        Duration pause = RetryPolicy.PASSING.after(next.tries(), notSent.after());
        log.warn(
                "broadcaster={} chat has to wait for {} ms: {}",
                queue.broadcasterId(),
                pause.toMillis(),
                notSent.reason());
        switch (notSent.holds()) {
            case CHANNEL -> queue.holdForRetry(now, pause);
            case ACCOUNT -> pace.pause(pause);
            case TOKEN -> pace.pauseForToken(pause);
        }
        queue.add(next).ifPresent(dropped -> full(queue));
    }

    private void notShown(ChannelQueue queue, Entry entry, String text, Result.Dropped dropped, Instant now) {
        String code = dropped.code();
        boolean wasModerator = roles.moderates(queue.broadcasterId());
        if (DropCodes.showsNoModerator(code)) {
            roles.isNoModerator(queue.broadcasterId());
        }
        if (code.equals("msg_duplicate") && entry.sentAs().isPresent()) {
            // It had appeared the first time, though nobody heard it.
            said(queue, text, now);
            return;
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
                queue.holdForRetry(now, window);
                if (isLimitedElsewhere(queue.broadcasterId(), now)) {
                    pace.pause(window);
                }
                queue.add(entry.again()).ifPresent(gaveWay -> full(queue));
            }
            return;
        }
        count("dropped_by_twitch");
        if (DropCodes.shutsOut(code)) {
            shutOut(queue, entry, code + " " + dropped.reason(), now);
        }
    }

    /** In one channel it is the channel's limit, in several the account's. */
    private boolean isLimitedElsewhere(TwitchUserId broadcasterId, Instant now) {
        limited.values().removeIf(at -> at.isAfter(now) || !now.isBefore(at.plus(window)));
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
        queue.add(entry.triedInVain()).ifPresent(dropped -> full(queue));
    }

    private void noBot(ChannelQueue queue, Result.NoBot noBot) {
        count("no_bot");
        if (!botMissing) {
            log.error(
                    "broadcaster={} nothing can be said there or elsewhere: {}", queue.broadcasterId(), noBot.reason());
        }
        botMissing = true;
    }

    /** Counts what became of outgoing messages: sent, or the reason why not. Must not block. */
    @FunctionalInterface
    public interface ChatObserver {
        /** @param outcome one of few fixed words, fit for a metric's label */
        void outcome(String outcome);
    }

    /** What follows from a {@code drop_reason.code}. Twitch documents none of them: an unknown one is only shown. */
    private static final class DropCodes {
        private static final Set<String> SHUT_OUT = Set.of(
                "msg_banned",
                "msg_timedout",
                "user_timed_out",
                "msg_channel_blocked",
                "msg_channel_suspended",
                "msg_suspended",
                "msg_verified_email",
                "msg_requires_verified_phone_number");
        private static final Set<String> NEVER_FOR_MODERATORS = Set.of(
                "msg_duplicate",
                "msg_ratelimit",
                "msg_slowmode",
                "msg_subsonly",
                "msg_emoteonly",
                "msg_r9k",
                "msg_rejected",
                "msg_followersonly",
                "msg_followersonly_followed",
                "msg_followersonly_zero");

        private DropCodes() {}

        /** The next line would fare no better. */
        static boolean shutsOut(String code) {
            return SHUT_OUT.contains(code);
        }

        /** Moderators are exempt from what this says, so the bot is none. */
        static boolean showsNoModerator(String code) {
            return NEVER_FOR_MODERATORS.contains(code);
        }
    }
}
