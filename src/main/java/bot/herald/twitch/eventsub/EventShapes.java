package bot.herald.twitch.eventsub;

import bot.herald.event.ChannelEvent;
import bot.herald.event.EventOrigin;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.twitch4j.common.util.TypeConvert;
import com.github.twitch4j.eventsub.events.ChannelCheerEvent;
import com.github.twitch4j.eventsub.events.ChannelFollowEvent;
import com.github.twitch4j.eventsub.events.ChannelModeratorAddEvent;
import com.github.twitch4j.eventsub.events.ChannelModeratorRemoveEvent;
import com.github.twitch4j.eventsub.events.ChannelRaidEvent;
import com.github.twitch4j.eventsub.events.ChannelSubscribeEvent;
import com.github.twitch4j.eventsub.events.ChannelSubscriptionGiftEvent;
import com.github.twitch4j.eventsub.events.ChannelSubscriptionMessageEvent;
import com.github.twitch4j.eventsub.events.ChannelUpdateV2Event;
import com.github.twitch4j.eventsub.events.CustomRewardRedemptionAddEvent;
import com.github.twitch4j.eventsub.events.ShoutoutCreateEvent;
import com.github.twitch4j.eventsub.events.StreamOfflineEvent;
import com.github.twitch4j.eventsub.events.StreamOnlineEvent;
import com.github.twitch4j.eventsub.events.UserUpdateEvent;
import java.util.Map;

/** The table of the types that Herald knows: what reads each, for most a class of Twitch4J's, and what it becomes. */
final class EventShapes {
    static final Map<String, Shape> BY_TYPE = Map.ofEntries(
            Map.entry("channel.chat.message", ChatEvents::message),
            shape("channel.raid", ChannelRaidEvent.class, StreamEvents::raid),
            shape("stream.online", StreamOnlineEvent.class, StreamEvents::online),
            shape("stream.offline", StreamOfflineEvent.class, StreamEvents::offline),
            shape("channel.update", ChannelUpdateV2Event.class, StreamEvents::updated),
            shape("channel.shoutout.create", ShoutoutCreateEvent.class, StreamEvents::shoutout),
            shape("channel.moderator.add", ChannelModeratorAddEvent.class, PeopleEvents::moderatorAdded),
            shape("channel.moderator.remove", ChannelModeratorRemoveEvent.class, PeopleEvents::moderatorRemoved),
            shape("user.update", UserUpdateEvent.class, PeopleEvents::updated),
            shape("channel.follow", ChannelFollowEvent.class, SupportEvents::followed),
            shape("channel.subscribe", ChannelSubscribeEvent.class, SupportEvents::subscribed),
            shape("channel.subscription.gift", ChannelSubscriptionGiftEvent.class, SupportEvents::gifted),
            shape("channel.subscription.message", ChannelSubscriptionMessageEvent.class, SupportEvents::resubscribed),
            shape("channel.cheer", ChannelCheerEvent.class, SupportEvents::cheered),
            shape(
                    "channel.channel_points_custom_reward_redemption.add",
                    CustomRewardRedemptionAddEvent.class,
                    SupportEvents::redeemed));

    private EventShapes() {}

    /** How one type is read; may throw {@link EventFields.MissingField}. */
    interface Shape {
        ChannelEvent read(EventOrigin origin, JsonNode event) throws JsonProcessingException;
    }

    /** May throw {@link EventFields.MissingField}. */
    interface Translation<E> {
        ChannelEvent translate(EventOrigin origin, E event);
    }

    private static <E> Map.Entry<String, Shape> shape(String type, Class<E> twitch4j, Translation<E> translation) {
        return Map.entry(
                type,
                (origin, event) -> translation.translate(
                        origin, TypeConvert.getObjectMapper().treeToValue(event, twitch4j)));
    }
}
