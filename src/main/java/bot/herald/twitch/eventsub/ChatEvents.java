package bot.herald.twitch.eventsub;

import static bot.herald.twitch.eventsub.EventFields.account;
import static bot.herald.twitch.eventsub.EventFields.broadcaster;
import static bot.herald.twitch.eventsub.EventFields.login;
import static bot.herald.twitch.eventsub.EventFields.required;

import bot.herald.event.Account;
import bot.herald.event.ChannelEvent;
import bot.herald.event.ChatMessageReceived;
import bot.herald.event.EventOrigin;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What people write.
 *
 * <p>Nearly all that arrives is of this type, so it is taken from the JSON as it is, without Twitch4J's objects of which most
 * would be thrown away unread; a test holds it to what Twitch4J reads.
 */
final class ChatEvents {
    private static final String ACTION = "\u0001ACTION ";
    private static final String ACTION_END = "\u0001";

    private ChatEvents() {}

    static ChannelEvent message(EventOrigin origin, JsonNode chat) {
        TwitchUserId broadcaster = broadcaster(text(chat, "broadcaster_user_id"));
        return new ChatMessageReceived(
                origin,
                broadcaster,
                login(broadcaster, text(chat, "broadcaster_user_login")),
                account(
                        text(chat, "chatter_user_id"),
                        text(chat, "chatter_user_login"),
                        text(chat, "chatter_user_name"),
                        "chatter_user"),
                required(text(chat, "message_id"), "message_id"),
                said(required(text(chat.path("message"), "text"), "message.text")),
                badges(chat.path("badges")),
                Optional.ofNullable(text(chat.path("reply"), "parent_message_id"))
                        .filter(parent -> !parent.isEmpty()),
                Optional.ofNullable(text(chat, "source_broadcaster_user_id"))
                        .filter(TwitchUserId::isValid)
                        .map(TwitchUserId::new),
                emotes(chat.path("message").path("fragments")),
                mentions(chat.path("message").path("fragments")),
                parent(chat.path("reply")));
    }

    private static Optional<ChatMessageReceived.Parent> parent(JsonNode reply) {
        String author = text(reply, "parent_user_name");
        String text = text(reply, "parent_message_body");
        return author == null || text == null
                ? Optional.empty()
                : Optional.of(new ChatMessageReceived.Parent(author, said(text)));
    }

    /** {@code /me} comes wrapped as IRC's clients once sent it: {@code \u0001ACTION waves\u0001}. */
    private static String said(String text) {
        if (!text.startsWith(ACTION)) {
            return text;
        }
        int end = text.endsWith(ACTION_END) ? text.length() - ACTION_END.length() : text.length();
        return text.substring(ACTION.length(), Math.max(end, ACTION.length()));
    }

    private static List<ChatMessageReceived.Mention> mentions(JsonNode fragments) {
        List<ChatMessageReceived.Mention> mentions = List.of();
        for (JsonNode fragment : fragments) {
            JsonNode who = fragment.path("mention");
            String text = who.isObject() ? text(fragment, "text") : null;
            String id = text(who, "user_id");
            String login = text(who, "user_login");
            if (text != null && id != null && login != null && TwitchUserId.isValid(id) && TwitchLogin.isValid(login)) {
                mentions = mentions.isEmpty() ? new ArrayList<>() : mentions;
                String name = text(who, "user_name");
                mentions.add(new ChatMessageReceived.Mention(
                        text.strip(),
                        new Account(new TwitchUserId(id), new TwitchLogin(login), name == null ? login : name)));
            }
        }
        return mentions;
    }

    /** Most lines have none, and cost nothing here. */
    private static Map<String, String> emotes(JsonNode fragments) {
        Map<String, String> emotes = Map.of();
        for (JsonNode fragment : fragments) {
            String text = "emote".equals(text(fragment, "type")) ? text(fragment, "text") : null;
            if (text != null) {
                emotes = emotes.isEmpty() ? new HashMap<>() : emotes;
                String id = text(fragment.path("emote"), "id");
                emotes.put(text.strip(), id == null ? "" : id);
            }
        }
        return emotes;
    }

    private static Set<String> badges(JsonNode badges) {
        if (badges.isEmpty()) {
            return Set.of();
        }
        Set<String> names = new HashSet<>();
        for (JsonNode badge : badges) {
            String name = text(badge, "set_id");
            if (name != null) {
                names.add(name);
            }
        }
        return names;
    }

    /** Null where there is none, and where it is no single value. */
    private static @Nullable String text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isValueNode() && !value.isNull() ? value.asText() : null;
    }
}
