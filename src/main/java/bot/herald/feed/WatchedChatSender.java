package bot.herald.feed;

import bot.herald.chat.ChatSender;
import bot.herald.identity.TwitchUserId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Shows watchers what the bot says, and what it failed to say. */
public final class WatchedChatSender implements ChatSender {
    private final ChatSender sender;
    private final ChannelFeed feed;

    public WatchedChatSender(ChatSender sender, ChannelFeed feed) {
        this.sender = sender;
        this.feed = feed;
    }

    @Override
    public Result send(TwitchUserId broadcasterId, String text, Optional<String> replyTo) {
        Result result = sender.send(broadcasterId, text, replyTo);
        boolean comesAgain = result instanceof Result.NotSent
                || result instanceof Result.NotRepliable
                || result instanceof Result.Unclear;
        if (!comesAgain) {
            publish(broadcasterId, text, replyTo, result);
        }
        return result;
    }

    @Override
    public void settled(TwitchUserId broadcasterId, String text, Optional<String> replyTo, Result result) {
        sender.settled(broadcasterId, text, replyTo, result);
        publish(broadcasterId, text, replyTo, result);
    }

    private void publish(TwitchUserId broadcasterId, String text, Optional<String> replyTo, Result result) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("text", text);
        replyTo.ifPresent(parent -> fields.put("replyTo", parent));
        if (result instanceof Result.Sent sent) {
            fields.put("messageId", sent.chatMessageId());
        } else {
            fields.put("reason", reason(result));
        }
        feed.publish(
                broadcasterId,
                result instanceof Result.Sent ? "herald.chat.sent" : "herald.chat.dropped",
                Collections.unmodifiableMap(fields));
    }

    private static String reason(Result result) {
        if (result instanceof Result.Dropped dropped) {
            return dropped.reason().isEmpty() ? dropped.code() : dropped.reason();
        }
        if (result instanceof Result.Forbidden forbidden) {
            return "the bot may not write there: " + forbidden.reason();
        }
        if (result instanceof Result.Unclear unclear) {
            return "unclear whether it was sent, so it is not sent again: " + unclear.reason();
        }
        return "the bot cannot speak until it is connected again";
    }
}
