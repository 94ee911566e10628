package bot.herald.event;

import bot.herald.identity.TwitchUserId;

/**
 * Something that happened in one channel.
 *
 * <p>Handlers receive the events of one channel in the order in which Twitch sent them, each at most once.
 */
public sealed interface ChannelEvent
        permits ChannelUpdated,
                ChatMessageReceived,
                Cheered,
                Followed,
                ModeratorAdded,
                ModeratorRemoved,
                RaidReceived,
                Resubscribed,
                RewardRedeemed,
                ShoutoutCreated,
                StreamOffline,
                StreamOnline,
                Subscribed,
                SubscriptionsGifted,
                TwitchEvent,
                UserUpdated {
    EventOrigin origin();

    /** The channel in which it happened: the key to everything the event leads to. */
    TwitchUserId broadcasterId();
}
