package bot.herald.twitch.eventsub;

import static bot.herald.twitch.eventsub.EventFields.broadcaster;
import static bot.herald.twitch.eventsub.EventFields.count;
import static bot.herald.twitch.eventsub.EventFields.or;
import static bot.herald.twitch.eventsub.EventFields.required;
import static bot.herald.twitch.eventsub.EventFields.user;
import static bot.herald.twitch.eventsub.EventFields.userUnlessAnonymous;

import bot.herald.event.ChannelEvent;
import bot.herald.event.Cheered;
import bot.herald.event.EventOrigin;
import bot.herald.event.Followed;
import bot.herald.event.Resubscribed;
import bot.herald.event.RewardRedeemed;
import bot.herald.event.Subscribed;
import bot.herald.event.SubscriptionsGifted;
import com.github.twitch4j.common.enums.SubscriptionPlan;
import com.github.twitch4j.eventsub.domain.Message;
import com.github.twitch4j.eventsub.domain.Reward;
import com.github.twitch4j.eventsub.events.ChannelCheerEvent;
import com.github.twitch4j.eventsub.events.ChannelFollowEvent;
import com.github.twitch4j.eventsub.events.ChannelSubscribeEvent;
import com.github.twitch4j.eventsub.events.ChannelSubscriptionGiftEvent;
import com.github.twitch4j.eventsub.events.ChannelSubscriptionMessageEvent;
import com.github.twitch4j.eventsub.events.CustomRewardRedemptionAddEvent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Follows, subscriptions, bits and channel points. */
final class SupportEvents {
    private SupportEvents() {}

    static ChannelEvent followed(EventOrigin origin, ChannelFollowEvent follow) {
        return new Followed(
                origin,
                broadcaster(follow.getBroadcasterUserId()),
                user(follow),
                or(follow.getFollowedAt(), origin.sentAt()));
    }

    static ChannelEvent subscribed(EventOrigin origin, ChannelSubscribeEvent subscription) {
        return new Subscribed(
                origin,
                broadcaster(subscription.getBroadcasterUserId()),
                user(subscription),
                tier(subscription.getTier()),
                Boolean.TRUE.equals(subscription.isGift()));
    }

    static ChannelEvent gifted(EventOrigin origin, ChannelSubscriptionGiftEvent gift) {
        return new SubscriptionsGifted(
                origin,
                broadcaster(gift.getBroadcasterUserId()),
                userUnlessAnonymous(gift, gift.isAnonymous()),
                atLeastOne(gift.getTotal()),
                tier(gift.getTier()));
    }

    static ChannelEvent resubscribed(EventOrigin origin, ChannelSubscriptionMessageEvent subscription) {
        return new Resubscribed(
                origin,
                broadcaster(subscription.getBroadcasterUserId()),
                user(subscription),
                tier(subscription.getTier()),
                atLeastOne(subscription.getCumulativeMonths()),
                Optional.ofNullable(subscription.getStreakMonths()),
                textOf(subscription.getMessage()));
    }

    /** Twitch4J reads no user unless Twitch says whether the cheer is anonymous; without that, it counts as anonymous. */
    static ChannelEvent cheered(EventOrigin origin, ChannelCheerEvent cheer) {
        return new Cheered(
                origin,
                broadcaster(cheer.getBroadcasterUserId()),
                userUnlessAnonymous(cheer, or(cheer.isAnonymous(), true)),
                count(cheer.getBits()),
                or(cheer.getMessage(), ""));
    }

    static ChannelEvent redeemed(EventOrigin origin, CustomRewardRedemptionAddEvent redemption) {
        Reward reward = required(redemption.getReward(), "reward");
        return new RewardRedeemed(
                origin,
                broadcaster(redemption.getBroadcasterUserId()),
                user(redemption),
                required(redemption.getId(), "id"),
                required(reward.getTitle(), "reward.title"),
                count(reward.getCost()),
                or(redemption.getUserInput(), ""));
    }

    /** Nobody gives nothing, or subscribes again in their month zero. */
    private static int atLeastOne(@Nullable Integer value) {
        return Math.max(1, count(value));
    }

    /** A tier that Twitch4J does not know counts as the lowest, so that nobody gets more than they gave. */
    private static String tier(@Nullable SubscriptionPlan tier) {
        return tier == SubscriptionPlan.TIER2 || tier == SubscriptionPlan.TIER3 ? tier.toString() : "1000";
    }

    private static String textOf(@Nullable Message message) {
        return message == null ? "" : or(message.getText(), "");
    }
}
