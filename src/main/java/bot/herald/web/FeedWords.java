package bot.herald.web;

import bot.herald.feed.FeedEvent;
import bot.herald.language.Sentences;
import bot.herald.web.pages.Frame;
import java.util.Map;
import java.util.stream.Stream;

/** Events of the live feed in plain words. */
final class FeedWords {
    private FeedWords() {}

    static String of(FeedEvent event, Sentences say) {
        Map<String, Object> fields = event.fields();
        String text = text(fields, "text");
        String user = name(fields, "user", say);
        String reward = text(fields, "reward");
        return switch (event.type()) {
            case "channel.chat.message" -> user + ": " + text;
            case "channel.channel_points_custom_reward_redemption.add" ->
                text.isEmpty()
                        ? say.say("event.redeems", "user", user, "reward", reward)
                        : say.say("event.redeems-with", "user", user, "reward", reward, "text", text);
            case "channel.raid" -> counted("event.raid", fields, "viewers", name(fields, "from", say), text, say);
            case "channel.shoutout.create" -> say.say("event.shoutout", "user", name(fields, "to", say));
            case "stream.online" -> say.say("event.online");
            case "stream.offline" -> say.say("event.offline");
            case "channel.update" ->
                say.say("event.title", "title", text(fields, "title"), "category", text(fields, "category"));
            case "channel.moderator.add" -> say.say("event.moderator", "user", user);
            case "channel.moderator.remove" -> say.say("event.no-moderator", "user", user);
            case "channel.follow" -> say.say("event.follow", "user", user);
            case "channel.subscribe" -> say.say("event.sub", "user", user);
            case "channel.subscription.message" -> say.say("event.resub", "user", user, "because", because(text));
            case "channel.subscription.gift" -> counted("event.gift", fields, "count", user, text, say);
            case "channel.cheer" -> counted("event.cheer", fields, "bits", user, text, say);
            case "channel.chat.message_delete" -> say.say("event.message-deleted");
            case "channel.chat.clear_user_messages" -> say.say("event.messages-deleted", "user", text(fields, "name"));
            case "channel.chat.clear" -> say.say("event.cleared");
            case "herald.chat.deleted" -> say.say("event.deleted");
            case "herald.chat.timeout" -> counted("event.timeout", fields, "seconds", user, text, say);
            case "herald.chat.warning" -> say.say("event.warning", "user", user, "because", because(text));
            case "herald.token.state" -> say.say(token(fields));
            case "herald.chat.sent" -> say.say("event.said", "text", text);
            case "herald.chat.dropped" -> say.say("event.dropped", "text", text, "reason", text(fields, "reason"));
            default -> onRequest(event.type(), fields, user, say);
        };
    }

    /** Events that only plug-ins ask for; those without words are called what Twitch calls them. */
    private static String onRequest(String type, Map<String, Object> fields, String user, Sentences say) {
        String key = "event.of." + type;
        if (Frame.TEXTS.has(key)) {
            String about = Stream.of("title", "description", "text")
                    .map(field -> text(fields, field))
                    .filter(text -> !text.isEmpty())
                    .findFirst()
                    .orElse("");
            return say.say(key, "user", user, "n", text(fields, "bits"), "about", because(about));
        }
        return fields.get("user") == null ? type : say.say("event.other", "type", type, "user", user);
    }

    private static String because(String reason) {
        return reason.isEmpty() ? "." : ": " + reason;
    }

    private static String token(Map<String, Object> fields) {
        String lost = text(fields, "state").equals("needs-reauthorization") ? "event.token.lost" : "event.token.good";
        return text(fields, "kind").equals("bot") ? lost + ".bot" : lost;
    }

    private static String counted(
            String key, Map<String, Object> fields, String what, String user, String text, Sentences say) {
        String number = text(fields, what);
        return say.say(
                key + (number.equals("1") ? ".one" : ".other"),
                "n",
                number,
                "user",
                user,
                "text",
                text,
                "because",
                because(text));
    }

    private static String text(Map<String, Object> fields, String name) {
        Object value = fields.get(name);
        return value == null ? "" : value.toString();
    }

    static String name(Map<String, Object> fields, String field, Sentences say) {
        return fields.get(field) instanceof Map<?, ?> user && user.get("displayName") instanceof String name
                ? name
                : say.say("event.somebody");
    }
}
