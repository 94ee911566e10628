package bot.herald.dispatch;

import bot.herald.event.Account;
import bot.herald.event.ChannelEvent;
import bot.herald.event.ChatMessageReceived;
import bot.herald.event.EventOrigin;
import bot.herald.event.RaidReceived;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

final class Events {
    private static final Account SOMEBODY = new Account(new TwitchUserId("9"), new TwitchLogin("somebody"), "Somebody");

    private Events() {}

    static ChannelEvent chat(String channel, String messageId) {
        return new ChatMessageReceived(
                new EventOrigin(messageId, "channel.chat.message", Instant.EPOCH),
                new TwitchUserId(channel),
                new TwitchLogin("channel" + channel),
                SOMEBODY,
                "chat-" + messageId,
                "hello",
                Set.of(),
                Optional.empty(),
                Optional.empty());
    }

    static ChannelEvent raid(String channel, String messageId) {
        return new RaidReceived(
                new EventOrigin(messageId, "channel.raid", Instant.EPOCH), new TwitchUserId(channel), SOMEBODY, 5);
    }
}
