package bot.herald.web;

import bot.herald.feed.FeedEvent;
import bot.herald.web.pages.Avatar;
import bot.herald.web.pages.FeedRow;
import bot.herald.web.pages.When;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The live feed as pages show it: the latest first, and no chat message twice. */
final class FeedRows {
    private static final String SENT = "herald.chat.sent";
    /** The strongest first. */
    private static final Map<String, String> BADGES =
            Map.of("broadcaster", "own", "moderator", "mod", "vip", "vip", "subscriber", "sub", "founder", "sub");

    private static final List<String> BY_STRENGTH = List.of("broadcaster", "moderator", "vip", "founder", "subscriber");

    private FeedRows() {}

    /** @param events the oldest first */
    static List<FeedRow> latest(List<FeedEvent> events, int most) {
        List<FeedRow> rows = new ArrayList<>();
        // What the bot says comes back from Twitch as a chat message, now and then before Twitch has answered the bot.
        Set<String> own = events.stream()
                .filter(event -> event.type().equals(SENT))
                .map(FeedRows::messageId)
                .collect(Collectors.toSet());
        Set<String> shown = new HashSet<>();
        for (FeedEvent event : events) {
            String messageId = messageId(event);
            if (messageId.isEmpty() || shown.add(messageId)) {
                rows.add(row(event, messageId, !messageId.isEmpty() && own.contains(messageId)));
            }
        }
        Collections.reverse(rows);
        return rows.subList(0, Math.min(most, rows.size()));
    }

    private static String messageId(FeedEvent event) {
        return String.valueOf(event.fields().getOrDefault("messageId", ""));
    }

    private static FeedRow row(FeedEvent event, String messageId, boolean bot) {
        When at = When.of(event.at());
        String text = String.valueOf(event.fields().getOrDefault("text", ""));
        if (bot) {
            return new FeedRow(at, "bot", "", "Herald", 0, "botb", text, messageId);
        }
        if (event.type().equals("channel.chat.message")) {
            Map<?, ?> user = event.fields().get("user") instanceof Map<?, ?> known ? known : Map.of();
            String name = user.get("displayName") instanceof String shown ? shown : "Somebody";
            return new FeedRow(at, "", "", name, hue(user, name), badge(event), text, messageId);
        }
        return new FeedRow(at, kind(event.type()), icon(event.type()), "", 0, "", FeedWords.of(event), messageId);
    }

    private static int hue(Map<?, ?> user, String name) {
        return Avatar.of(user.get("id") instanceof String id ? id : name, name, "")
                .hue();
    }

    private static String badge(FeedEvent event) {
        Collection<?> badges = event.fields().get("badges") instanceof Collection<?> worn ? worn : List.of();
        return BY_STRENGTH.stream()
                .filter(badges::contains)
                .findFirst()
                .map(badge -> BADGES.getOrDefault(badge, ""))
                .orElse("");
    }

    private static String kind(String type) {
        return switch (type) {
            case "channel.raid" -> "event raid";
            case "channel.shoutout.create" -> "event shout";
            case "channel.subscribe",
                    "channel.subscription.message",
                    "channel.subscription.gift",
                    "channel.cheer",
                    "channel.follow" -> "event sub";
            case "herald.chat.dropped" -> "event bad";
            default -> "event";
        };
    }

    private static String icon(String type) {
        return switch (type) {
            case "channel.raid" -> "people-fill";
            case "channel.shoutout.create" -> "megaphone-fill";
            case "channel.subscribe", "channel.subscription.message" -> "star-fill";
            case "channel.subscription.gift" -> "gift-fill";
            case "channel.cheer" -> "gem";
            case "channel.follow" -> "person-heart";
            case "stream.online", "stream.offline" -> "broadcast";
            case "channel.update" -> "pencil-square";
            case "channel.moderator.add", "channel.moderator.remove" -> "shield-fill";
            case "herald.chat.dropped" -> "exclamation-triangle-fill";
            case "herald.token.state" -> "key-fill";
            default -> "dot";
        };
    }
}
