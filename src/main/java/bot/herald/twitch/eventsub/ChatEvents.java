package bot.herald.twitch.eventsub;

import static bot.herald.twitch.eventsub.EventFields.account;
import static bot.herald.twitch.eventsub.EventFields.broadcaster;
import static bot.herald.twitch.eventsub.EventFields.login;
import static bot.herald.twitch.eventsub.EventFields.required;

import bot.herald.event.ChannelEvent;
import bot.herald.event.ChatMessageReceived;
import bot.herald.event.EventOrigin;
import bot.herald.identity.TwitchUserId;
import com.github.twitch4j.eventsub.domain.chat.Badge;
import com.github.twitch4j.eventsub.domain.chat.Message;
import com.github.twitch4j.eventsub.domain.chat.Reply;
import com.github.twitch4j.eventsub.events.ChannelChatMessageEvent;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What people write. */
final class ChatEvents {
    private ChatEvents() {}

    static ChannelEvent message(EventOrigin origin, ChannelChatMessageEvent chat) {
        TwitchUserId broadcaster = broadcaster(chat.getBroadcasterUserId());
        Message message = chat.getMessage();
        return new ChatMessageReceived(
                origin,
                broadcaster,
                login(broadcaster, chat.getBroadcasterUserLogin()),
                account(chat.getChatterUserId(), chat.getChatterUserLogin(), chat.getChatterUserName(), "chatter_user"),
                required(chat.getMessageId(), "message_id"),
                required(message == null ? null : message.getText(), "message.text"),
                badges(chat.getBadges()),
                Optional.ofNullable(chat.getReply())
                        .map(Reply::getParentMessageId)
                        .filter(parent -> !parent.isEmpty()),
                Optional.ofNullable(chat.getSourceBroadcasterUserId())
                        .filter(TwitchUserId::isValid)
                        .map(TwitchUserId::new));
    }

    private static Set<String> badges(@Nullable List<@Nullable Badge> badges) {
        return badges == null
                ? Set.of()
                : badges.stream()
                        .filter(Objects::nonNull)
                        .map(Badge::getSetId)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toUnmodifiableSet());
    }
}
