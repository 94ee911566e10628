package bot.herald.web;

import bot.herald.feed.FeedEvent;
import java.util.Map;

/** Events of the live feed in plain words. */
final class FeedWords {
    private FeedWords() {}

    static String of(FeedEvent event) {
        Map<String, Object> fields = event.fields();
        String text = text(fields, "text");
        String user = name(fields, "user");
        return switch (event.type()) {
            case "channel.chat.message" -> user + ": " + text;
            case "channel.channel_points_custom_reward_redemption.add" ->
                user + " redeems " + text(fields, "reward") + (text.isEmpty() ? "." : ": " + text);
            case "channel.raid" -> name(fields, "from") + " raids with " + counted(fields, "viewers", "viewer") + ".";
            case "channel.shoutout.create" -> "A shoutout for " + name(fields, "to") + ".";
            case "stream.online" -> "The stream is live.";
            case "stream.offline" -> "The stream has ended.";
            case "channel.update" -> "New title: " + text(fields, "title") + " (" + text(fields, "category") + ")";
            case "channel.moderator.add" -> user + " is a moderator now.";
            case "channel.moderator.remove" -> user + " is no moderator any more.";
            case "channel.follow" -> user + " follows.";
            case "channel.subscribe" -> user + " subscribes.";
            case "channel.subscription.message" -> user + " subscribes again: " + text;
            case "channel.subscription.gift" -> user + " gives away " + counted(fields, "count", "subscription") + ".";
            case "channel.cheer" -> user + " cheers with " + counted(fields, "bits", "bit") + ": " + text;
            case "herald.chat.deleted" -> "Herald deleted a message.";
            case "herald.chat.timeout" ->
                "Herald timed out " + user + " for " + counted(fields, "seconds", "second") + because(text);
            case "herald.chat.warning" -> "Herald warned " + user + because(text);
            case "herald.token.state" -> token(fields);
            case "herald.chat.sent" -> "The bot said: " + text;
            case "herald.chat.dropped" -> "The bot could not say: " + text + " (" + text(fields, "reason") + ")";
            default -> event.type() + (user.equals("Somebody") ? "" : " by " + user);
        };
    }

    private static String because(String reason) {
        return reason.isEmpty() ? "." : ": " + reason;
    }

    private static String token(Map<String, Object> fields) {
        boolean ofBot = text(fields, "kind").equals("bot");
        return text(fields, "state").equals("needs-reauthorization")
                ? (ofBot ? "Twitch took back the bot account's permission." : "Twitch took back the permission.")
                : (ofBot ? "The bot account's permission is good." : "The permission is good.");
    }

    private static String text(Map<String, Object> fields, String name) {
        Object value = fields.get(name);
        return value == null ? "" : value.toString();
    }

    private static String counted(Map<String, Object> fields, String name, String what) {
        String number = text(fields, name);
        return number + " " + what + (number.equals("1") ? "" : "s");
    }

    private static String name(Map<String, Object> fields, String field) {
        return fields.get(field) instanceof Map<?, ?> user && user.get("displayName") instanceof String name
                ? name
                : "Somebody";
    }
}
