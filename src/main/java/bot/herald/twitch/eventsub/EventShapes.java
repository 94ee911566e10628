package bot.herald.twitch.eventsub;

import bot.herald.event.ChannelEvent;
import bot.herald.event.EventOrigin;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.twitch4j.common.util.TypeConvert;
import com.github.twitch4j.eventsub.events.EventSubEvent;
import com.github.twitch4j.eventsub.subscriptions.SubscriptionType;
import com.github.twitch4j.eventsub.subscriptions.SubscriptionTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** The event types that Herald knows: how each is read, mostly by one of Twitch4J's classes, and what it becomes. */
final class EventShapes {
    static final Map<String, Shape> BY_TYPE = Map.ofEntries(
            Map.entry(ChatLine.TYPE, EventShapes::chat),
            shape(SubscriptionTypes.CHANNEL_RAID, StreamEvents::raid),
            shape(SubscriptionTypes.STREAM_ONLINE, StreamEvents::online),
            shape(SubscriptionTypes.STREAM_OFFLINE, StreamEvents::offline),
            shape(SubscriptionTypes.CHANNEL_UPDATE_V2, StreamEvents::updated),
            shape(SubscriptionTypes.SHOUTOUT_CREATE_TYPE, StreamEvents::shoutout),
            shape(SubscriptionTypes.CHANNEL_MODERATOR_ADD, PeopleEvents::moderatorAdded),
            shape(SubscriptionTypes.CHANNEL_MODERATOR_REMOVE, PeopleEvents::moderatorRemoved),
            shape(SubscriptionTypes.USER_UPDATE, PeopleEvents::updated),
            shape(SubscriptionTypes.CHANNEL_FOLLOW_V2, SupportEvents::followed),
            shape(SubscriptionTypes.CHANNEL_SUBSCRIBE, SupportEvents::subscribed),
            shape(SubscriptionTypes.CHANNEL_SUBSCRIPTION_GIFT, SupportEvents::gifted),
            shape(SubscriptionTypes.CHANNEL_SUBSCRIPTION_MESSAGE, SupportEvents::resubscribed),
            shape(SubscriptionTypes.CHANNEL_CHEER, SupportEvents::cheered),
            shape(SubscriptionTypes.CHANNEL_POINTS_CUSTOM_REWARD_REDEMPTION_ADD, SupportEvents::redeemed));

    private EventShapes() {}

    /** How one type is read; may throw {@link EventFields.MissingField}. */
    interface Shape {
        ChannelEvent read(EventOrigin origin, JsonNode event) throws JsonProcessingException;
    }

    /** May throw {@link EventFields.MissingField}. */
    interface Translation<E> {
        ChannelEvent translate(EventOrigin origin, E event);
    }

    /** For a message that is not in Twitch's usual form; {@link FrameReader} reads all others. */
    private static ChannelEvent chat(EventOrigin origin, JsonNode event) throws JsonProcessingException {
        try (JsonParser json = event.traverse()) {
            json.nextToken();
            return ChatLine.read(new JsonValues.Parsed(TypeConvert.getObjectMapper(), json))
                    .event(origin);
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <E extends EventSubEvent> Map.Entry<String, Shape> shape(
            SubscriptionType<?, ?, E> type, Translation<E> translation) {
        Class<E> twitch4j = type.getEventClass();
        return Map.entry(
                type.getName(),
                (origin, event) -> translation.translate(
                        origin, TypeConvert.getObjectMapper().treeToValue(event, twitch4j)));
    }
}
