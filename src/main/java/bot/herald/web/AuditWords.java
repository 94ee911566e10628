package bot.herald.web;

import bot.herald.account.AuditEntry;
import bot.herald.account.AuditEntry.Edit;
import bot.herald.account.PersonStore;
import bot.herald.channel.Channel;
import bot.herald.identity.TwitchUserId;
import bot.herald.web.pages.LogRow;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The audit log in plain words. */
final class AuditWords {
    private static final DateTimeFormatter AT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int LONGEST = 120;

    private final PersonStore people;

    AuditWords(PersonStore people) {
        this.people = people;
    }

    static String at(Instant time) {
        return AT.format(time);
    }

    LogRow of(AuditEntry entry, Channel channel) {
        return new LogRow(
                at(entry.at()),
                text(entry, channel),
                entry.edit().map(AuditWords::changes).orElse(List.of()));
    }

    private String text(AuditEntry entry, Channel channel) {
        String actor = entry.actor().map(id -> name(id, channel)).orElse("Twitch");
        String subject = entry.subject().map(id -> name(id, channel)).orElse("");
        String item = entry.edit().map(Edit::item).orElse("");
        return switch (entry.action()) {
            case CHANNEL_CONNECTED -> actor + " connected the channel.";
            case CHANNEL_DISCONNECTED -> actor + " disconnected the channel.";
            case ACCESS_GAINED -> subject + " may manage the channel as a moderator.";
            case ACCESS_LOST -> subject + " may no longer manage the channel.";
            case SETTINGS_CHANGED -> actor + " changed the settings.";
            case COMMAND_CREATED -> actor + " added the command " + item + ".";
            case COMMAND_CHANGED -> actor + " changed the command " + item + ".";
            case COMMAND_DELETED -> actor + " deleted the command " + item + ".";
            case TIMER_CREATED -> actor + " added the timer " + item + ".";
            case TIMER_CHANGED -> actor + " changed the timer " + item + ".";
            case TIMER_DELETED -> actor + " deleted the timer " + item + ".";
            case FEATURE_CHANGED -> actor + " changed the settings of " + item + ".";
            case STREAM_CHANGED -> actor + " changed the stream's " + item + " in chat.";
            case FEATURE_ACTED -> "Herald (" + item + "): " + what(entry);
        };
    }

    private static String what(AuditEntry entry) {
        return entry.edit()
                .flatMap(Edit::after)
                .map(text -> Json.read(text).asText())
                .orElse("");
    }

    private String name(TwitchUserId id, Channel channel) {
        return channel.id().equals(id)
                ? channel.profile().displayName()
                : people.find(id).map(person -> person.profile().displayName()).orElse("The account " + id);
    }

    /** What differs, a line for each field; of what is new or gone nothing more needs to be said. */
    private static List<String> changes(Edit edit) {
        Optional<JsonNode> before = edit.before().map(Json::read);
        Optional<JsonNode> after = edit.after().map(Json::read);
        if (before.isEmpty() || after.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        after.get().properties().forEach(field -> {
            JsonNode was = before.get().path(field.getKey());
            if (!was.equals(field.getValue())) {
                lines.add(field.getKey() + ": " + shown(was) + " → " + shown(field.getValue()));
            }
        });
        return lines;
    }

    private static String shown(JsonNode value) {
        String text = value.isTextual() ? value.asText() : value.toString();
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
