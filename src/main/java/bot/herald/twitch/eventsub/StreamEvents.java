package bot.herald.twitch.eventsub;

import static bot.herald.twitch.eventsub.EventFields.account;
import static bot.herald.twitch.eventsub.EventFields.broadcaster;
import static bot.herald.twitch.eventsub.EventFields.count;
import static bot.herald.twitch.eventsub.EventFields.id;
import static bot.herald.twitch.eventsub.EventFields.or;
import static bot.herald.twitch.eventsub.EventFields.required;

import bot.herald.event.ChannelEvent;
import bot.herald.event.ChannelUpdated;
import bot.herald.event.EventOrigin;
import bot.herald.event.RaidReceived;
import bot.herald.event.ShoutoutCreated;
import bot.herald.event.StreamOffline;
import bot.herald.event.StreamOnline;
import com.github.twitch4j.eventsub.events.ChannelRaidEvent;
import com.github.twitch4j.eventsub.events.ChannelUpdateV2Event;
import com.github.twitch4j.eventsub.events.ShoutoutCreateEvent;
import com.github.twitch4j.eventsub.events.StreamOfflineEvent;
import com.github.twitch4j.eventsub.events.StreamOnlineEvent;

/** Events about a channel's stream, raids and shoutouts. */
final class StreamEvents {
    private StreamEvents() {}

    static ChannelEvent raid(EventOrigin origin, ChannelRaidEvent raid) {
        return new RaidReceived(
                origin,
                id(raid.getToBroadcasterUserId(), "to_broadcaster_user_id"),
                account(
                        raid.getFromBroadcasterUserId(),
                        raid.getFromBroadcasterUserLogin(),
                        raid.getFromBroadcasterUserName(),
                        "from_broadcaster_user"),
                count(raid.getViewers()));
    }

    static ChannelEvent online(EventOrigin origin, StreamOnlineEvent stream) {
        return new StreamOnline(
                origin,
                broadcaster(stream.getBroadcasterUserId()),
                required(stream.getId(), "id"),
                or(stream.getStartedAt(), origin.sentAt()));
    }

    static ChannelEvent offline(EventOrigin origin, StreamOfflineEvent stream) {
        return new StreamOffline(origin, broadcaster(stream.getBroadcasterUserId()));
    }

    static ChannelEvent updated(EventOrigin origin, ChannelUpdateV2Event channel) {
        return new ChannelUpdated(
                origin,
                broadcaster(channel.getBroadcasterUserId()),
                or(channel.getTitle(), ""),
                or(channel.getCategoryName(), ""),
                or(channel.getLanguage(), ""));
    }

    /** Twitch4J calls the channel in which it was given {@code from}. */
    static ChannelEvent shoutout(EventOrigin origin, ShoutoutCreateEvent shoutout) {
        return new ShoutoutCreated(
                origin,
                broadcaster(shoutout.getFromBroadcasterUserId()),
                account(
                        shoutout.getToBroadcasterUserId(),
                        shoutout.getToBroadcasterUserLogin(),
                        shoutout.getToBroadcasterUserName(),
                        "to_broadcaster_user"),
                id(shoutout.getModeratorUserId(), "moderator_user_id"),
                count(shoutout.getViewerCount()),
                or(shoutout.getStartedAt(), origin.sentAt()),
                required(shoutout.getCooldownEndsAt(), "cooldown_ends_at"),
                required(shoutout.getTargetCooldownEndsAt(), "target_cooldown_ends_at"));
    }
}
