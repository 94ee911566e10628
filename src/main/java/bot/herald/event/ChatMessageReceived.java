package bot.herald.event;

import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import java.util.Optional;
import java.util.Set;

/**
 * A chatter wrote in a channel.
 *
 * @param chatMessageId what a reply names as its parent
 * @param text as written; a reply's text still begins with {@code @name}
 * @param badges Twitch's badge set ids of the chatter in this channel, for example {@code moderator}
 * @param replyParentMessageId the message this one answers, if any
 * @param sourceBroadcasterId in a shared chat, the channel in which it was written; empty outside one and in that channel
 * @param emotes the words of the text that Twitch shows as emotes, as they were typed
 */
public record ChatMessageReceived(
        EventOrigin origin,
        TwitchUserId broadcasterId,
        TwitchLogin broadcasterLogin,
        Account chatter,
        String chatMessageId,
        String text,
        Set<String> badges,
        Optional<String> replyParentMessageId,
        Optional<TwitchUserId> sourceBroadcasterId,
        Set<String> emotes)
        implements ChannelEvent {
    public ChatMessageReceived {
        badges = Set.copyOf(badges);
        emotes = Set.copyOf(emotes);
    }

    /** Without emotes. */
    public ChatMessageReceived(
            EventOrigin origin,
            TwitchUserId broadcasterId,
            TwitchLogin broadcasterLogin,
            Account chatter,
            String chatMessageId,
            String text,
            Set<String> badges,
            Optional<String> replyParentMessageId,
            Optional<TwitchUserId> sourceBroadcasterId) {
        this(
                origin,
                broadcasterId,
                broadcasterLogin,
                chatter,
                chatMessageId,
                text,
                badges,
                replyParentMessageId,
                sourceBroadcasterId,
                Set.of());
    }

    /** Whether this is another channel's message, shown here because the two share their chat. */
    public boolean isSharedChatCopy() {
        return sourceBroadcasterId.isPresent() && !sourceBroadcasterId.get().equals(broadcasterId);
    }
}
