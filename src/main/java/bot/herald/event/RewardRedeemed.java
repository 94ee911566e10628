package bot.herald.event;

import bot.herald.identity.TwitchUserId;

/**
 * Somebody redeemed a custom channel point reward.
 *
 * @param input what they wrote; empty if the reward asks for nothing
 */
public record RewardRedeemed(
        EventOrigin origin,
        TwitchUserId broadcasterId,
        Account redeemer,
        String redemptionId,
        String rewardTitle,
        int cost,
        String input)
        implements ChannelEvent {}
