package bot.herald.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The controls that cause events. Guarded by {@link World}. */
final class EventControls {
    private final World world;

    EventControls(World world) {
        this.world = world;
    }

    /** Null if the path is none of these controls. */
    @Nullable
    ObjectNode handle(String path, Input in) {
        Delivery delivery = stream(path, in);
        delivery = delivery == null ? people(path, in) : delivery;
        delivery = delivery == null ? support(path, in) : delivery;
        return delivery == null ? null : answer(delivery);
    }

    private @Nullable Delivery stream(String path, Input in) {
        return switch (path) {
            case "/simulator/raid" -> world.events.raid(id(in, "from"), id(in, "to"), in.number("viewers", 1));
            case "/simulator/chat" -> world.chat.write(chatLine(in));
            case "/simulator/live" ->
                world.events.goLive(id(in, "channel"), in.textOr("title", ""), in.textOr("game", ""));
            case "/simulator/show" -> world.events.begin(id(in, "channel"), in.text("type"));
            case "/simulator/offline" -> world.events.goOffline(id(in, "channel"));
            case "/simulator/update" -> update(in);
            case "/simulator/event" -> world.events.any(in.text("type"), id(in, "channel"), in.jsonOr("event", "{}"));
            case "/simulator/shoutout" ->
                world.events.shoutout(id(in, "channel"), id(in, "target"), idOr(in, "moderator", id(in, "channel")));
            default -> null;
        };
    }

    private @Nullable Delivery people(String path, Input in) {
        return switch (path) {
            case "/simulator/moderators" -> moderators(in);
            case "/simulator/delete" ->
                in.textOr("message", "").isEmpty()
                        ? world.events.clear(id(in, "channel"))
                        : world.events.delete(id(in, "channel"), in.text("message"));
            case "/simulator/delete-all-of" -> world.events.deleteAllOf(id(in, "channel"), id(in, "user"));
            case "/simulator/ban" -> world.events.ban(id(in, "channel"), id(in, "user"));
            case "/simulator/time-out" ->
                world.events.timeOut(id(in, "channel"), id(in, "user"), Duration.ofSeconds(in.number("seconds", 600)));
            case "/simulator/unban" -> world.events.unban(id(in, "channel"), id(in, "user"));
            case "/simulator/rename" -> rename(in);
            default -> null;
        };
    }

    private @Nullable Delivery support(String path, Input in) {
        return switch (path) {
            case "/simulator/follow" -> world.support.follow(id(in, "channel"), id(in, "user"));
            case "/simulator/subscribe" ->
                world.support.subscribe(id(in, "channel"), id(in, "user"), tier(in), in.flag("gift"));
            case "/simulator/resubscribe" ->
                world.support.resubscribe(
                        id(in, "channel"), id(in, "user"), tier(in), in.textOr("text", ""), in.number("months", 2));
            case "/simulator/gift" ->
                world.support.giftSubscriptions(
                        id(in, "channel"), idOrNobody(in, "user"), tier(in), in.number("total", 1));
            case "/simulator/cheer" ->
                world.support.cheer(
                        id(in, "channel"), idOrNobody(in, "user"), in.number("bits", 100), in.textOr("text", ""));
            case "/simulator/vote" -> world.polls.vote(id(in, "channel"), in.text("choice"), in.number("votes", 1));
            case "/simulator/end-poll" -> world.polls.complete(id(in, "channel"));
            case "/simulator/redeem" ->
                world.support.redeem(
                        id(in, "channel"),
                        id(in, "user"),
                        in.text("reward"),
                        in.number("cost", 100),
                        in.textOr("input", ""));
            default -> null;
        };
    }

    private Delivery update(Input in) {
        SimulatedChannel channel = world.channel(id(in, "channel"));
        return world.events.updateChannel(
                channel.id, in.textOr("title", channel.title), in.textOr("game", channel.game));
    }

    private Delivery moderators(Input in) {
        String channel = id(in, "channel");
        String user = id(in, "user");
        return switch (in.textOr("action", "add")) {
            case "add" -> world.events.addModerator(channel, user);
            case "remove" -> world.events.removeModerator(channel, user);
            default -> throw new BadInput("action must be one of add, remove");
        };
    }

    private Delivery rename(Input in) {
        String login = in.text("login");
        return world.events.rename(id(in, "user"), login, in.textOr("displayName", login));
    }

    private ChatLine chatLine(Input in) {
        ChatLine line = ChatLine.of(id(in, "channel"), id(in, "chatter"), in.text("text"))
                .withBits(in.number("bits", 0));
        String role = in.textOr("role", "");
        if (!role.isEmpty() && !role.equals("viewer")) {
            if (!ChatLine.ROLES.contains(role)) {
                throw new BadInput("role must be one of viewer, moderator, vip, subscriber, staff");
            }
            line = line.withRole(role);
        }
        String replyTo = in.textOr("replyTo", "");
        line = replyTo.isEmpty() ? line : line.withReplyTo(replyTo);
        String source = idOrNobody(in, "source");
        return source == null ? line : line.withSource(source);
    }

    private static ObjectNode answer(Delivery delivery) {
        ObjectNode node = JsonNodes.object().put("notified", delivery.notified());
        return delivery.messageId().isEmpty() ? node : node.put("messageId", delivery.messageId());
    }

    private static String tier(Input in) {
        return in.wordOr("tier", "1000");
    }

    private static String id(Input in, String name) {
        return in.account(name).id();
    }

    private static String idOr(Input in, String name, String otherwise) {
        String id = idOrNobody(in, name);
        return id == null ? otherwise : id;
    }

    private static @Nullable String idOrNobody(Input in, String name) {
        return in.textOr(name, "").isEmpty() ? null : id(in, name);
    }
}
