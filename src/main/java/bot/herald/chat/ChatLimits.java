package bot.herald.chat;

import java.time.Duration;

/**
 * How much Twitch lets one account write.
 *
 * @param account messages in a window over all channels, when the next goes to a channel where the bot is not a
 * moderator
 * @param accountWhereModerator the same, when it goes to a channel where it is
 * @param channel messages in a window in one channel where the bot is not a moderator
 * @param channelWhereModerator the same where it is
 * @param between the time between two messages in a channel where the bot is neither moderator nor VIP
 */
record ChatLimits(
        int account,
        int accountWhereModerator,
        int channel,
        int channelWhereModerator,
        Duration window,
        Duration between) {
    private static final int ORDINARY = 20;
    private static final int MODERATOR = 100;
    private static final int VERIFIED = 7_500;
    private static final Duration WINDOW = Duration.ofSeconds(30);
    private static final Duration BETWEEN = Duration.ofMillis(1_100);

    static ChatLimits of(boolean verified) {
        return new ChatLimits(
                verified ? VERIFIED : ORDINARY, verified ? VERIFIED : MODERATOR, ORDINARY, MODERATOR, WINDOW, BETWEEN);
    }

    /** The share of one of so many instances; at least one message. */
    ChatLimits dividedBy(int instances) {
        int parts = Math.max(1, instances);
        return new ChatLimits(
                Math.max(1, account / parts),
                Math.max(1, accountWhereModerator / parts),
                Math.max(1, channel / parts),
                Math.max(1, channelWhereModerator / parts),
                window,
                between.multipliedBy(parts));
    }

    ChatTurns.Rule rule(ChannelRole role) {
        return new ChatTurns.Rule(
                account(role), channel(role), window, role == ChannelRole.EVERYONE ? between : Duration.ZERO);
    }

    int account(ChannelRole role) {
        return role == ChannelRole.MODERATOR ? accountWhereModerator : account;
    }

    int channel(ChannelRole role) {
        return role == ChannelRole.MODERATOR ? channelWhereModerator : channel;
    }
}
