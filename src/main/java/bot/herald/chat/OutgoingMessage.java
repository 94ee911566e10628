package bot.herald.chat;

import bot.herald.event.ChatMessageReceived;
import bot.herald.identity.TwitchUserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Something to say in a channel.
 *
 * @param text any length; split at words if it is too long for Twitch
 * @param question the chat message this answers, if any; it is not said once that was deleted
 * @param isReply whether Twitch shows it as a reply to that message
 * @param maxAge how long after it was requested it still makes sense to say it
 */
public record OutgoingMessage(
        TwitchUserId broadcasterId,
        String text,
        Optional<Question> question,
        boolean isReply,
        Priority priority,
        Duration maxAge) {
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

    /** A chat message that is answered. */
    public record Question(String chatMessageId, TwitchUserId chatter, Instant writtenAt) {
        private static Question of(ChatMessageReceived message) {
            return new Question(
                    message.chatMessageId(),
                    message.chatter().id(),
                    message.origin().sentAt());
        }
    }

    /** Something that answers nobody. */
    public OutgoingMessage(TwitchUserId broadcasterId, String text, Priority priority, Duration maxAge) {
        this(broadcasterId, text, Optional.empty(), false, priority, maxAge);
    }

    /** An answer to a chatter, shown by Twitch as a reply. */
    public static OutgoingMessage reply(ChatMessageReceived question, String text) {
        return answer(question, text, true);
    }

    /** Something a chatter asked for that is meant for everybody. */
    public static OutgoingMessage answer(ChatMessageReceived question, String text) {
        return answer(question, text, false);
    }

    private static OutgoingMessage answer(ChatMessageReceived question, String text, boolean isReply) {
        return new OutgoingMessage(
                question.broadcasterId(),
                text,
                Optional.of(Question.of(question)),
                isReply,
                Priority.ANSWER,
                ANSWER_AGE);
    }

    /** A greeting for a raid. */
    public static OutgoingMessage raid(TwitchUserId broadcasterId, String text) {
        return new OutgoingMessage(broadcasterId, text, Priority.RAID, ANNOUNCEMENT_AGE);
    }

    /** Something that nobody asked for; answers go first. */
    public static OutgoingMessage announcement(TwitchUserId broadcasterId, String text) {
        return new OutgoingMessage(broadcasterId, text, Priority.TIMER, ANNOUNCEMENT_AGE);
    }

    /** The id of the chat message that it is a reply to. */
    public Optional<String> replyTo() {
        return question.filter(asked -> isReply).map(Question::chatMessageId);
    }

    OutgoingMessage withText(String newText) {
        return new OutgoingMessage(broadcasterId, newText, question, isReply, priority, maxAge);
    }

    OutgoingMessage withoutReply() {
        return new OutgoingMessage(broadcasterId, text, question, false, priority, maxAge);
    }
}
