package bot.herald.chat;

import bot.herald.identity.TwitchUserId;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Something to say in a channel.
 *
 * @param text any length; split at words if it is too long for Twitch
 * @param replyTo the chat message this answers, if any
 * @param maxAge how long after it was requested it still makes sense to say it
 */
public record OutgoingMessage(
        TwitchUserId broadcasterId, String text, Optional<String> replyTo, Priority priority, Duration maxAge) {
    private static final Duration ANSWER_AGE = Duration.ofSeconds(60);
    private static final Duration ANNOUNCEMENT_AGE = Duration.ofMinutes(5);

    /** What goes first when messages have to wait for the limits. */
    public enum Priority {
        RAID,
        ANSWER,
        TIMER;

        /** As log lines show it. */
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** An answer to a chatter, shown by Twitch as a reply. */
    public static OutgoingMessage reply(TwitchUserId broadcasterId, String chatMessageId, String text) {
        return new OutgoingMessage(broadcasterId, text, Optional.of(chatMessageId), Priority.ANSWER, ANSWER_AGE);
    }

    /** Something a chatter asked for that is meant for everybody. */
    public static OutgoingMessage answer(TwitchUserId broadcasterId, String text) {
        return new OutgoingMessage(broadcasterId, text, Optional.empty(), Priority.ANSWER, ANSWER_AGE);
    }

    /** A greeting for a raid. */
    public static OutgoingMessage raid(TwitchUserId broadcasterId, String text) {
        return new OutgoingMessage(broadcasterId, text, Optional.empty(), Priority.RAID, ANNOUNCEMENT_AGE);
    }

    /** Something that nobody asked for; answers go first. */
    public static OutgoingMessage announcement(TwitchUserId broadcasterId, String text) {
        return new OutgoingMessage(broadcasterId, text, Optional.empty(), Priority.TIMER, ANNOUNCEMENT_AGE);
    }

    OutgoingMessage withText(String newText) {
        return new OutgoingMessage(broadcasterId, newText, replyTo, priority, maxAge);
    }

    OutgoingMessage withoutReply() {
        return new OutgoingMessage(broadcasterId, text, Optional.empty(), priority, maxAge);
    }
}
