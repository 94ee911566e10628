package bot.herald.web;

import bot.herald.event.Account;
import bot.herald.event.Role;
import bot.herald.feed.FeedEvent;
import bot.herald.language.Sentences;
import bot.herald.web.pages.Avatar;
import bot.herald.web.pages.FeedRow;
import bot.herald.web.pages.FeedRow.Part;
import bot.herald.web.pages.Icon;
import bot.herald.web.pages.When;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The live feed as pages show it: the latest first, and no chat message twice. */
final class FeedRows {
    private static final String SENT = "herald.chat.sent";
    private static final String CHAT = "channel.chat.message";
    private static final String CLEARED = "channel.chat.clear";
    /** Events that only strike messages through. */
    private static final Set<String> STRIKES =
            Set.of("channel.chat.message_delete", "channel.chat.clear_user_messages");
    /** An emote's id, which becomes part of an address. */
    private static final Pattern EMOTE_ID = Pattern.compile("[A-Za-z0-9_]{1,100}");

    /** Twitch's badges that are shown, by their names on Twitch. */
    private static final Map<String, String> BADGES =
            Map.of("broadcaster", "own", "moderator", "mod", "vip", "vip", "subscriber", "sub", "founder", "sub");

    /** Somebody with several badges is shown with the first of these. */
    private static final List<String> BY_STRENGTH = List.of("broadcaster", "moderator", "vip", "founder", "subscriber");

    private FeedRows() {}

    /** @param events the oldest first */
    static List<FeedRow> latest(List<FeedEvent> events, int most, Sentences say) {
        List<FeedRow> rows = new ArrayList<>();
        // The bot's lines come back as chat messages, sometimes before Twitch has answered the request to send them.
        Set<String> own = events.stream()
                .filter(event -> event.type().equals(SENT))
                .map(FeedRows::messageId)
                .collect(Collectors.toSet());
        Set<FeedEvent> deleted = deleted(events);
        Map<String, String> writers = new HashMap<>();
        for (FeedEvent event : events) {
            String messageId = messageId(event);
            boolean echo = !messageId.isEmpty() && !event.type().equals(SENT) && own.contains(messageId);
            if (event.type().equals(CHAT) && !echo) {
                writers.put(messageId, writer(event, say));
            }
            if (!echo && !STRIKES.contains(event.type())) {
                rows.add(row(event, messageId, deleted.contains(event), writers, say));
            }
        }
        Collections.reverse(rows);
        return rows.subList(0, Math.min(most, rows.size()));
    }

    /** Messages that were deleted later: a single one, all of one person, or the whole chat. */
    private static Set<FeedEvent> deleted(List<FeedEvent> events) {
        Set<FeedEvent> deleted = new HashSet<>();
        List<FeedEvent> lines = new ArrayList<>();
        for (FeedEvent event : events) {
            String message = text(event, "deleted");
            String writer = text(event, "deletedFrom");
            if (!message.isEmpty() || !writer.isEmpty() || event.type().equals(CLEARED)) {
                lines.stream()
                        .filter(line -> event.type().equals(CLEARED)
                                || (!message.isEmpty() && message.equals(messageId(line)))
                                || (!writer.isEmpty() && writer.equals(writerId(line))))
                        .forEach(deleted::add);
            } else if (event.type().equals(CHAT) || event.type().equals(SENT)) {
                lines.add(event);
            }
        }
        return deleted;
    }

    private static String writerId(FeedEvent event) {
        return event.fields().get("user") instanceof Map<?, ?> user ? String.valueOf(user.get("id")) : "";
    }

    private static String messageId(FeedEvent event) {
        return text(event, "messageId");
    }

    private static String text(FeedEvent event, String field) {
        return String.valueOf(event.fields().getOrDefault(field, ""));
    }

    private static FeedRow row(
            FeedEvent event, String messageId, boolean deleted, Map<String, String> writers, Sentences say) {
        When at = When.of(event.at());
        String text = text(event, "text");
        String replyTo = writers.getOrDefault(text(event, "replyTo"), text(event, "replyToName"));
        if (event.type().equals(SENT)) {
            return new FeedRow(
                    at, "bot", Optional.empty(), "Herald", 0, "botb", plain(text), replyTo, deleted, messageId, "");
        }
        if (event.type().equals(CHAT)) {
            Map<?, ?> user = event.fields().get("user") instanceof Map<?, ?> known ? known : Map.of();
            String name = writer(event, say);
            return new FeedRow(
                    at,
                    "",
                    Optional.empty(),
                    name,
                    hue(user, name),
                    badge(event),
                    parts(withoutAddress(text, replyTo), event),
                    replyTo,
                    deleted,
                    messageId,
                    writerId(event));
        }
        return new FeedRow(
                at,
                kind(event.type()),
                Optional.of(icon(event.type())),
                "",
                0,
                "",
                FeedWords.of(event, say),
                messageId);
    }

    private static String writer(FeedEvent event, Sentences say) {
        return FeedWords.name(event.fields(), "user", say);
    }

    /** Without the @name that Twitch puts before a reply; the page shows it above the message. */
    private static String withoutAddress(String text, String replyTo) {
        String address = "@" + replyTo + " ";
        return !replyTo.isEmpty() && text.startsWith(address) ? text.substring(address.length()) : text;
    }

    private static List<Part> plain(String text) {
        return List.of(new Part(text, ""));
    }

    private static List<Part> parts(String text, FeedEvent event) {
        if (!(event.fields().get("emotes") instanceof Map<?, ?> emotes)) {
            return plain(text);
        }
        List<Part> parts = new ArrayList<>();
        StringBuilder between = new StringBuilder();
        for (String word : text.split("(?<= )|(?= )", -1)) {
            if (emotes.get(word) instanceof String id && EMOTE_ID.matcher(id).matches()) {
                parts.add(new Part(between.toString(), ""));
                parts.add(new Part(word, id));
                between.setLength(0);
            } else {
                between.append(word);
            }
        }
        parts.add(new Part(between.toString(), ""));
        return parts;
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
                    "channel.follow",
                    "channel.channel_points_custom_reward_redemption.add" -> "event sub";
            case "channel.chat.clear",
                    "herald.chat.dropped",
                    "herald.chat.deleted",
                    "herald.chat.timeout",
                    "herald.chat.warning" -> "event bad";
            default -> "event";
        };
    }

    private static Icon icon(String type) {
        return switch (type) {
            case "channel.raid" -> Icon.PEOPLE_FILL;
            case "channel.shoutout.create" -> Icon.MEGAPHONE_FILL;
            case "channel.subscribe", "channel.subscription.message" -> Icon.STAR_FILL;
            case "channel.subscription.gift" -> Icon.GIFT_FILL;
            case "channel.cheer" -> Icon.GEM;
            case "channel.follow" -> Icon.PERSON_HEART;
            case "stream.online", "stream.offline" -> Icon.BROADCAST;
            case "channel.update" -> Icon.PENCIL_SQUARE;
            case "channel.moderator.add", "channel.moderator.remove" -> Icon.SHIELD_FILL;
            case "herald.chat.dropped" -> Icon.EXCLAMATION_TRIANGLE_FILL;
            case "channel.chat.clear", "herald.chat.deleted", "herald.chat.timeout", "herald.chat.warning" ->
                Icon.SHIELD_EXCLAMATION;
            case "channel.channel_points_custom_reward_redemption.add" -> Icon.GIFT_FILL;
            case "herald.token.state" -> Icon.KEY_FILL;
            default -> Icon.DOT;
        };
    }

    /** A made-up chat message for a preview. */
    static FeedRow said(Account writer, Role role, String text, Clock clock) {
        return new FeedRow(
                When.of(clock.instant()),
                "",
                Optional.empty(),
                writer.displayName(),
                Avatar.of(writer.id().value(), writer.displayName(), "").hue(),
                RoleWords.badge(role),
                text,
                "");
    }

    /** @param held whether it would not be posted */
    static FeedRow bot(When at, String text, boolean held) {
        return new FeedRow(at, held ? "bot held" : "bot", Optional.empty(), "Herald", 0, "botb", text, "");
    }
}
