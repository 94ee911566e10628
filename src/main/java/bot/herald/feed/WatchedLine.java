package bot.herald.feed;

import bot.herald.event.Account;
import bot.herald.event.ChatMessageReceived;
import bot.herald.identity.TwitchUserId;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A line of chat as watchers see it.
 *
 * @param sharedFrom the channel it was written in, if that is another one
 */
record WatchedLine(
        String messageId,
        Account user,
        String text,
        Collection<String> badges,
        Optional<String> replyTo,
        Optional<String> replyToName,
        Map<String, String> emotes,
        Optional<String> sharedFrom) {
    static final String TYPE = "channel.chat.message";

    static WatchedLine of(ChatMessageReceived chat) {
        return new WatchedLine(
                chat.chatMessageId(),
                chat.chatter(),
                chat.text(),
                chat.badges(),
                chat.replyParentMessageId(),
                chat.parent().map(ChatMessageReceived.Parent::author),
                chat.emotes(),
                chat.isSharedChatCopy() ? chat.sourceBroadcasterId().map(TwitchUserId::value) : Optional.empty());
    }

    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("messageId", messageId);
        fields.put("user", fields(user));
        fields.put("text", text);
        fields.put("badges", badges.stream().sorted().toList());
        replyTo.ifPresent(parent -> fields.put("replyTo", parent));
        replyToName.ifPresent(name -> fields.put("replyToName", name));
        if (!emotes.isEmpty()) {
            fields.put("emotes", emotes);
        }
        sharedFrom.ifPresent(source -> fields.put("sharedFrom", source));
        return Collections.unmodifiableMap(fields);
    }

    static Map<String, Object> fields(Account account) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", account.id().value());
        fields.put("login", account.login().value());
        fields.put("displayName", account.displayName());
        return Collections.unmodifiableMap(fields);
    }
}
