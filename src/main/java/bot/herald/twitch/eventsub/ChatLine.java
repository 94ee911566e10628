package bot.herald.twitch.eventsub;

import static bot.herald.twitch.eventsub.EventFields.account;
import static bot.herald.twitch.eventsub.EventFields.broadcaster;
import static bot.herald.twitch.eventsub.EventFields.login;
import static bot.herald.twitch.eventsub.EventFields.required;

import bot.herald.event.Account;
import bot.herald.event.ChatMessageReceived;
import bot.herald.event.EventOrigin;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One chat message, as Twitch sends it.
 *
 * <p>Nearly all events are of this type, so it is read straight from the JSON: most of the objects that Twitch4J would
 * create are never used. A test compares the result with what Twitch4J reads. If a field appears twice, the last one
 * counts.
 */
final class ChatLine {
    static final String TYPE = "channel.chat.message";

    private static final String ACTION = "\u0001ACTION ";
    private static final String ACTION_END = "\u0001";

    private @Nullable String broadcasterId;
    private @Nullable String broadcasterLogin;
    private @Nullable String sourceId;
    private @Nullable String chatterId;
    private @Nullable String chatterLogin;
    private @Nullable String chatterName;
    private @Nullable String messageId;
    private @Nullable String text;
    private @Nullable String parentId;
    private @Nullable String parentName;
    private @Nullable String parentText;
    private List<String> badges = List.of();
    private Map<String, String> emotes = Map.of();
    private List<ChatMessageReceived.Mention> mentions = List.of();

    private ChatLine() {}

    /** @param json positioned at the event; afterwards behind it */
    static ChatLine read(JsonValues json) throws IOException {
        ChatLine line = new ChatLine();
        if (!json.enter('{')) {
            return line;
        }
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            switch (name) {
                case "broadcaster_user_id" -> line.broadcasterId = json.text();
                case "broadcaster_user_login" -> line.broadcasterLogin = json.text();
                case "source_broadcaster_user_id" -> line.sourceId = json.text();
                case "chatter_user_id" -> line.chatterId = json.text();
                case "chatter_user_login" -> line.chatterLogin = json.text();
                case "chatter_user_name" -> line.chatterName = json.text();
                case "message_id" -> line.messageId = json.text();
                case "message" -> line.message(json);
                case "badges" -> line.badges(json);
                case "reply" -> line.reply(json);
                default -> json.skip();
            }
        }
        return line;
    }

    private void message(JsonValues json) throws IOException {
        text = null;
        emotes = Map.of();
        mentions = List.of();
        if (!json.enter('{')) {
            return;
        }
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            switch (name) {
                case "text" -> text = json.text();
                case "fragments" -> fragments(json);
                default -> json.skip();
            }
        }
    }

    private void fragments(JsonValues json) throws IOException {
        emotes = Map.of();
        mentions = List.of();
        if (!json.enter('[')) {
            return;
        }
        while (json.nextElement()) {
            if (json.enter('{')) {
                fragment(json);
            }
        }
    }

    private void fragment(JsonValues json) throws IOException {
        String type = null;
        String said = null;
        String emote = null;
        Account mentioned = null;
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            switch (name) {
                case "type" -> type = json.text();
                case "text" -> said = json.text();
                case "emote" -> emote = field("id", json);
                case "mention" -> mentioned = mentioned(json);
                default -> json.skip();
            }
        }
        // Most fragments are neither, and cost nothing here.
        if (said != null && mentioned != null) {
            mentions = mentions.isEmpty() ? new ArrayList<>() : mentions;
            mentions.add(new ChatMessageReceived.Mention(said.strip(), mentioned));
        }
        if (said != null && "emote".equals(type)) {
            emote(said.strip(), emote == null ? "" : emote);
        }
    }

    /** Most messages have at most one. */
    private void emote(String word, String id) {
        if (emotes.isEmpty()) {
            emotes = Map.of(word, id);
            return;
        }
        if (emotes.size() == 1) {
            emotes = new HashMap<>(emotes);
        }
        emotes.put(word, id);
    }

    private static @Nullable Account mentioned(JsonValues json) throws IOException {
        if (!json.enter('{')) {
            return null;
        }
        String id = null;
        String login = null;
        String display = null;
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            switch (name) {
                case "user_id" -> id = json.text();
                case "user_login" -> login = json.text();
                case "user_name" -> display = json.text();
                default -> json.skip();
            }
        }
        return id != null && login != null && TwitchUserId.isValid(id) && TwitchLogin.isValid(login)
                ? new Account(new TwitchUserId(id), new TwitchLogin(login), display == null ? login : display)
                : null;
    }

    private void badges(JsonValues json) throws IOException {
        badges = List.of();
        if (!json.enter('[')) {
            return;
        }
        while (json.nextElement()) {
            String badge = field("set_id", json);
            if (badge != null) {
                badges = badges.isEmpty() ? new ArrayList<>(4) : badges;
                badges.add(badge);
            }
        }
    }

    private void reply(JsonValues json) throws IOException {
        parentId = null;
        parentName = null;
        parentText = null;
        if (!json.enter('{')) {
            return;
        }
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            switch (name) {
                case "parent_message_id" -> parentId = json.text();
                case "parent_user_name" -> parentName = json.text();
                case "parent_message_body" -> parentText = json.text();
                default -> json.skip();
            }
        }
    }

    /** One field of the object here; null if it is not an object. */
    private static @Nullable String field(String wanted, JsonValues json) throws IOException {
        if (!json.enter('{')) {
            return null;
        }
        String value = null;
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            if (name.equals(wanted)) {
                value = json.text();
            } else {
                json.skip();
            }
        }
        return value;
    }

    /** May throw {@link EventFields.MissingField}. */
    ChatMessageReceived event(EventOrigin origin) {
        TwitchUserId channel = broadcaster(broadcasterId);
        return new ChatMessageReceived(
                origin,
                channel,
                login(channel, broadcasterLogin),
                account(chatterId, chatterLogin, chatterName, "chatter_user"),
                required(messageId, "message_id"),
                said(required(text, "message.text")),
                badges(badges),
                parentId == null || parentId.isEmpty() ? Optional.empty() : Optional.of(parentId),
                sourceId == null || !TwitchUserId.isValid(sourceId)
                        ? Optional.empty()
                        : Optional.of(new TwitchUserId(sourceId)),
                emotes,
                mentions,
                parentName == null || parentText == null
                        ? Optional.empty()
                        : Optional.of(new ChatMessageReceived.Parent(parentName, said(parentText))));
    }

    private static Set<String> badges(List<String> badges) {
        return switch (badges.size()) {
            case 0 -> Set.of();
            case 1 -> Set.of(badges.get(0));
            default -> Set.copyOf(badges);
        };
    }

    /** A {@code /me} message is wrapped as in IRC: {@code \u0001ACTION waves\u0001}. */
    private static String said(String text) {
        if (!text.startsWith(ACTION)) {
            return text;
        }
        int end = text.endsWith(ACTION_END) ? text.length() - ACTION_END.length() : text.length();
        return text.substring(ACTION.length(), Math.max(end, ACTION.length()));
    }
}
