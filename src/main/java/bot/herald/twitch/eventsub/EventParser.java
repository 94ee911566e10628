package bot.herald.twitch.eventsub;

import bot.herald.event.Account;
import bot.herald.event.ChannelEvent;
import bot.herald.event.ChatMessageReceived;
import bot.herald.event.EventOrigin;
import bot.herald.event.RaidReceived;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.twitch4j.common.util.TypeConvert;
import com.github.twitch4j.eventsub.domain.chat.Badge;
import com.github.twitch4j.eventsub.domain.chat.Message;
import com.github.twitch4j.eventsub.domain.chat.Reply;
import com.github.twitch4j.eventsub.events.ChannelChatMessageEvent;
import com.github.twitch4j.eventsub.events.ChannelRaidEvent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns an event of Twitch's into one of ours.
 *
 * <p>Immutable and safe for concurrent use. Unknown fields and values pass; only what an event cannot be without is
 * insisted on.
 */
final class EventParser {
    private final Map<String, Reader> readers =
            Map.of("channel.raid", EventParser::raid, "channel.chat.message", EventParser::chatMessage);

    private interface Reader {
        ChannelEvent read(EventOrigin origin, JsonNode event) throws JsonProcessingException;
    }

    /** Something without which the event means nothing is missing; the message names the field, never its value. */
    static final class BrokenEventException extends Exception {
        private static final long serialVersionUID = 1L;

        BrokenEventException(String message) {
            super(message);
        }
    }

    /**
     * @return empty for a type that Herald does not know
     * @throws BrokenEventException if the event cannot be understood
     */
    Optional<ChannelEvent> parse(EventOrigin origin, JsonNode event) throws BrokenEventException {
        Reader reader = readers.get(origin.type());
        if (reader == null) {
            return Optional.empty();
        }
        if (!event.isObject()) {
            throw new BrokenEventException("no event");
        }
        try {
            return Optional.of(reader.read(origin, event));
        } catch (JsonProcessingException e) {
            throw new BrokenEventException("does not fit its type");
        } catch (MissingField e) {
            throw new BrokenEventException("no usable " + e.field);
        } catch (RuntimeException e) {
            // Twitch4J's own readers of single fields; its exception may quote the event, so it is not passed on.
            throw new BrokenEventException("does not fit its type");
        }
    }

    private static final class MissingField extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String field;

        MissingField(String field) {
            super(field, null, false, false);
            this.field = field;
        }
    }

    private static ChannelEvent raid(EventOrigin origin, JsonNode event) throws JsonProcessingException {
        ChannelRaidEvent raid = TypeConvert.getObjectMapper().treeToValue(event, ChannelRaidEvent.class);
        Integer viewers = raid.getViewers();
        return new RaidReceived(
                origin,
                id(raid.getToBroadcasterUserId(), "to_broadcaster_user_id"),
                account(
                        raid.getFromBroadcasterUserId(),
                        raid.getFromBroadcasterUserLogin(),
                        raid.getFromBroadcasterUserName(),
                        "from_broadcaster_user"),
                viewers == null ? 0 : Math.max(0, viewers));
    }

    private static ChannelEvent chatMessage(EventOrigin origin, JsonNode event) throws JsonProcessingException {
        ChannelChatMessageEvent chat = TypeConvert.getObjectMapper().treeToValue(event, ChannelChatMessageEvent.class);
        TwitchUserId broadcaster = id(chat.getBroadcasterUserId(), "broadcaster_user_id");
        Message message = chat.getMessage();
        return new ChatMessageReceived(
                origin,
                broadcaster,
                login(broadcaster, chat.getBroadcasterUserLogin()),
                account(chat.getChatterUserId(), chat.getChatterUserLogin(), chat.getChatterUserName(), "chatter_user"),
                text(chat.getMessageId(), "message_id"),
                text(message == null ? null : message.getText(), "message.text"),
                badges(chat.getBadges()),
                Optional.ofNullable(chat.getReply())
                        .map(Reply::getParentMessageId)
                        .filter(parent -> !parent.isEmpty()),
                Optional.ofNullable(chat.getSourceBroadcasterUserId())
                        .filter(TwitchUserId::isValid)
                        .map(TwitchUserId::new));
    }

    private static Set<String> badges(@Nullable List<@Nullable Badge> badges) {
        return badges == null
                ? Set.of()
                : badges.stream()
                        .filter(Objects::nonNull)
                        .map(Badge::getSetId)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static Account account(@Nullable String id, @Nullable String login, @Nullable String name, String field) {
        TwitchUserId userId = id(id, field + "_id");
        TwitchLogin readable = login(userId, login);
        return new Account(userId, readable, name == null || name.isBlank() ? readable.value() : name);
    }

    /** A login is only for people to read: an odd one must not cost the event, and the id in its place harms nobody. */
    private static TwitchLogin login(TwitchUserId id, @Nullable String login) {
        return new TwitchLogin(login != null && TwitchLogin.isValid(login) ? login : id.value());
    }

    private static TwitchUserId id(@Nullable String value, String field) {
        if (value == null || !TwitchUserId.isValid(value)) {
            throw new MissingField(field);
        }
        return new TwitchUserId(value);
    }

    private static String text(@Nullable String value, String field) {
        if (value == null) {
            throw new MissingField(field);
        }
        return value;
    }
}
