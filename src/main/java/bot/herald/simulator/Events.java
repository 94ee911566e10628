package bot.herald.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes things happen on Twitch: changes the state and publishes the events. Guarded by {@link World}. */
final class Events {
    private final World world;

    Events(World world) {
        this.world = world;
    }

    Delivery raid(String fromId, String toId, int viewers) {
        SimulatedUser from = world.accounts.get(fromId);
        SimulatedUser to = world.accounts.get(toId);
        if (fromId.equals(toId)) {
            throw new BadInput("a channel cannot raid itself");
        }
        if (viewers < 0) {
            throw new BadInput("viewers must be 0 or more");
        }
        ObjectNode event = JsonNodes.object();
        Payloads.user(event, "from_broadcaster_user", from);
        Payloads.user(event, "to_broadcaster_user", to).put("viewers", viewers);
        List<String> told =
                new ArrayList<>(world.publisher.publish("channel.raid", SubscriptionTypes.RAID_TO, toId, event));
        told.addAll(world.publisher.publish("channel.raid", SubscriptionTypes.RAID_FROM, fromId, event));
        ObjectNode detail = Payloads.user(JsonNodes.object(), "user", from)
                .put("viewer_count", viewers)
                .put("profile_image_url", world.picture(from));
        told.addAll(world.chat.notice(
                world.channel(toId),
                from,
                "raid",
                viewers + " raiders from " + from.displayName() + " have joined!",
                "",
                detail));
        return new Delivery(told, "");
    }

    /** @param type {@code live}, or something like {@code rerun} that is shown while nobody is live */
    Delivery begin(String broadcasterId, String type) {
        ObjectNode event = Payloads.ofChannel(world.accounts.get(broadcasterId))
                .put("id", Randoms.digits(11))
                .put("type", type)
                .put("started_at", Times.seconds(world.now()));
        return toChannel("stream.online", broadcasterId, event);
    }

    Delivery goLive(String broadcasterId, String title, String game) {
        return goLive(broadcasterId, title, game, world.now());
    }

    Delivery goLive(String broadcasterId, String title, String game, Instant since) {
        SimulatedChannel channel = world.channel(broadcasterId);
        if (channel.stream != null) {
            throw new BadInput("the channel is already live");
        }
        channel.title = title;
        channel.game = game;
        channel.stream = new SimulatedChannel.Stream(Randoms.digits(11), since, 12);
        ObjectNode event = Payloads.ofChannel(world.accounts.get(broadcasterId))
                .put("id", channel.stream.id())
                .put("type", "live")
                .put("started_at", Times.seconds(since));
        return toChannel("stream.online", broadcasterId, event);
    }

    Delivery goOffline(String broadcasterId) {
        SimulatedChannel channel = world.channel(broadcasterId);
        if (channel.stream == null) {
            throw new BadInput("the channel is not live");
        }
        channel.stream = null;
        return toChannel("stream.offline", broadcasterId, Payloads.ofChannel(world.accounts.get(broadcasterId)));
    }

    Delivery updateChannel(String broadcasterId, String title, String game) {
        SimulatedChannel channel = world.channel(broadcasterId);
        channel.title = title;
        channel.game = game;
        ObjectNode event = Payloads.ofChannel(world.accounts.get(broadcasterId))
                .put("title", title)
                .put("language", channel.language)
                .put("category_id", channel.gameId())
                .put("category_name", game);
        event.putArray("content_classification_labels");
        return toChannel("channel.update", broadcasterId, event);
    }

    Delivery addModerator(String broadcasterId, String userId) {
        world.accounts.get(userId);
        SimulatedChannel channel = world.channel(broadcasterId);
        if (broadcasterId.equals(userId)) {
            throw new BadInput("broadcasters cannot be moderators of their own channel");
        }
        if (!channel.moderators.add(userId)) {
            return Delivery.NONE;
        }
        channel.vips.remove(userId);
        return toChannel("channel.moderator.add", broadcasterId, aboutUser(broadcasterId, userId));
    }

    Delivery removeModerator(String broadcasterId, String userId) {
        world.accounts.get(userId);
        if (!world.channel(broadcasterId).moderators.remove(userId)) {
            return Delivery.NONE;
        }
        Delivery delivery = toChannel("channel.moderator.remove", broadcasterId, aboutUser(broadcasterId, userId));
        world.authorizations.recheck();
        return delivery;
    }

    /** Starts the channel's cooldowns, whoever gives the shoutout. */
    Delivery shoutout(String broadcasterId, String targetId, String moderatorId) {
        SimulatedChannel channel = world.channel(broadcasterId);
        String refusal = ShoutoutEndpoints.refusal(channel, world.channel(targetId), world.now());
        if (refusal != null) {
            throw new BadInput(refusal);
        }
        if (!channel.mayModerate(moderatorId)) {
            throw new BadInput("only the broadcaster and moderators can give a shoutout");
        }
        Instant now = world.now();
        channel.lastShoutout = now;
        channel.shoutouts.put(targetId, now);
        int viewers = channel.stream == null ? 0 : channel.stream.viewers();
        SimulatedUser from = world.accounts.get(broadcasterId);
        SimulatedUser to = world.accounts.get(targetId);
        ObjectNode create = Payloads.ofChannel(from);
        Payloads.user(create, "to_broadcaster_user", to);
        Payloads.user(create, "moderator_user", world.accounts.get(moderatorId))
                .put("viewer_count", viewers)
                .put("started_at", Times.precise(now))
                .put("cooldown_ends_at", Times.precise(now.plus(ShoutoutEndpoints.COOLDOWN)))
                .put("target_cooldown_ends_at", Times.precise(now.plus(ShoutoutEndpoints.TARGET_COOLDOWN)));
        ObjectNode receive = Payloads.ofChannel(to);
        Payloads.user(receive, "from_broadcaster_user", from)
                .put("viewer_count", viewers)
                .put("started_at", Times.precise(now));
        List<String> told = new ArrayList<>(
                toChannel("channel.shoutout.create", broadcasterId, create).sessions());
        told.addAll(toChannel("channel.shoutout.receive", targetId, receive).sessions());
        return new Delivery(told, "");
    }

    Delivery ban(String broadcasterId, String userId) {
        return ban(broadcasterId, userId, broadcasterId, "", null);
    }

    Delivery timeOut(String broadcasterId, String userId, Duration length) {
        return ban(broadcasterId, userId, broadcasterId, "", world.now().plus(length));
    }

    /** @param end of a time-out; null for a ban */
    Delivery ban(String broadcasterId, String userId, String moderatorId, String reason, @Nullable Instant end) {
        SimulatedChannel channel = world.channel(broadcasterId);
        if (broadcasterId.equals(userId)) {
            throw new BadInput("broadcasters cannot be banned from their own channel");
        }
        removeModerator(broadcasterId, userId);
        if (end == null) {
            channel.banned.add(userId);
        } else {
            channel.timeouts.put(userId, end);
        }
        ObjectNode event = aboutUser(broadcasterId, userId);
        Payloads.user(event, "moderator_user", world.accounts.get(moderatorId))
                .put("reason", reason)
                .put("banned_at", Times.precise(world.now()))
                .put("ends_at", end == null ? null : Times.precise(end))
                .put("is_permanent", end == null);
        Delivery delivery = toChannel("channel.ban", broadcasterId, event);
        deleteAllOf(broadcasterId, userId);
        world.authorizations.recheck();
        return delivery;
    }

    /** A moderator deletes a message. */
    Delivery delete(String broadcasterId, String messageId) {
        Chat.Line line = world.chat.find(broadcasterId, messageId);
        if (line == null || !world.chat.delete(messageId)) {
            throw new BadInput("no message in this channel has the id '" + messageId + "'");
        }
        ObjectNode event = Payloads.ofChannel(world.accounts.get(broadcasterId));
        Payloads.user(event, "target_user", line.chatter()).put("message_id", messageId);
        return toChannel("channel.chat.message_delete", broadcasterId, event);
    }

    /** Deletes everything that a chatter wrote, as a time-out does. */
    Delivery deleteAllOf(String broadcasterId, String userId) {
        ObjectNode event = Payloads.ofChannel(world.accounts.get(broadcasterId));
        Payloads.user(event, "target_user", world.accounts.get(userId));
        world.chat.deleteAll(broadcasterId, line -> line.chatter().id().equals(userId));
        return toChannel("channel.chat.clear_user_messages", broadcasterId, event);
    }

    Delivery clear(String broadcasterId) {
        world.chat.deleteAll(broadcasterId, line -> true);
        return toChannel("channel.chat.clear", broadcasterId, Payloads.ofChannel(world.accounts.get(broadcasterId)));
    }

    Delivery unban(String broadcasterId, String userId) {
        SimulatedChannel channel = world.channel(broadcasterId);
        boolean isTimedOut = channel.isTimedOut(userId, world.now());
        channel.timeouts.remove(userId);
        if (!channel.banned.remove(userId) && !isTimedOut) {
            return Delivery.NONE;
        }
        ObjectNode event = aboutUser(broadcasterId, userId);
        Payloads.user(event, "moderator_user", world.accounts.get(broadcasterId));
        return toChannel("channel.unban", broadcasterId, event);
    }

    Delivery rename(String userId, String login, String displayName) {
        world.accounts.rename(userId, login, displayName);
        ObjectNode event = Payloads.user(JsonNodes.object(), "user", world.accounts.get(userId))
                .put("email_verified", false)
                .put("description", "");
        return new Delivery(world.publisher.publish("user.update", SubscriptionTypes.USER, userId, event), "");
    }

    ObjectNode aboutUser(String broadcasterId, String userId) {
        ObjectNode event = Payloads.ofChannel(world.accounts.get(broadcasterId));
        return Payloads.user(event, "user", world.accounts.get(userId));
    }

    /** @param fields of the event; they come after the channel's, and may take their place */
    Delivery any(String type, String broadcasterId, String fields) {
        ObjectNode given = JsonNodes.parseObject(fields);
        if (given == null) {
            throw new BadInput("'event' must be a JSON object");
        }
        return toChannel(
                type,
                broadcasterId,
                Payloads.ofChannel(world.accounts.get(broadcasterId)).<ObjectNode>setAll(given));
    }

    Delivery toChannel(String type, String broadcasterId, ObjectNode event) {
        return new Delivery(world.publisher.publish(type, SubscriptionTypes.BROADCASTER, broadcasterId, event), "");
    }
}
