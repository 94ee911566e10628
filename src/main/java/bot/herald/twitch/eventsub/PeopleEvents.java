package bot.herald.twitch.eventsub;

import static bot.herald.twitch.eventsub.EventFields.account;
import static bot.herald.twitch.eventsub.EventFields.broadcaster;
import static bot.herald.twitch.eventsub.EventFields.or;
import static bot.herald.twitch.eventsub.EventFields.user;

import bot.herald.event.ChannelEvent;
import bot.herald.event.EventOrigin;
import bot.herald.event.ModeratorAdded;
import bot.herald.event.ModeratorRemoved;
import bot.herald.event.UserUpdated;
import com.github.twitch4j.eventsub.events.ChannelModeratorAddEvent;
import com.github.twitch4j.eventsub.events.ChannelModeratorRemoveEvent;
import com.github.twitch4j.eventsub.events.UserUpdateEvent;

/** Events about who people are, and what they may do. */
final class PeopleEvents {
    private PeopleEvents() {}

    static ChannelEvent moderatorAdded(EventOrigin origin, ChannelModeratorAddEvent added) {
        return new ModeratorAdded(origin, broadcaster(added.getBroadcasterUserId()), user(added));
    }

    static ChannelEvent moderatorRemoved(EventOrigin origin, ChannelModeratorRemoveEvent removed) {
        return new ModeratorRemoved(origin, broadcaster(removed.getBroadcasterUserId()), user(removed));
    }

    static ChannelEvent updated(EventOrigin origin, UserUpdateEvent user) {
        return new UserUpdated(
                origin,
                account(user.getUserId(), user.getUserLogin(), user.getUserName(), "user"),
                or(user.getDescription(), ""));
    }
}
