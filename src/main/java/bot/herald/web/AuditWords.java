package bot.herald.web;

import bot.herald.account.Actor;
import bot.herald.account.AuditEntry;
import bot.herald.account.AuditEntry.Action;
import bot.herald.account.AuditEntry.Edit;
import bot.herald.account.PersonStore;
import bot.herald.channel.Channel;
import bot.herald.identity.TwitchUserId;
import bot.herald.movein.Source;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The audit log in plain words. */
final class AuditWords {
    private static final int LONGEST = 120;
    /** The fields that tell one thing from another. */
    private static final Set<String> SAYING = Set.of("text", "aliases", "messages", "intervalMinutes");

    private final PersonStore people;

    AuditWords(PersonStore people) {
        this.people = people;
    }

    /** What the entry changed, a line each. */
    List<String> details(AuditEntry entry) {
        return entry.action() == Action.FEATURE_ACTED || entry.action() == Action.MOVED_IN
                ? List.of()
                : entry.edit().map(AuditWords::changes).orElse(List.of());
    }

    /** What kind of thing the entry is about. */
    static String kind(Action action) {
        return switch (action) {
            case COMMAND_CREATED, COMMAND_CHANGED, COMMAND_DELETED -> "command";
            case TIMER_CREATED, TIMER_CHANGED, TIMER_DELETED -> "timer";
            case TRIGGER_CREATED, TRIGGER_CHANGED, TRIGGER_DELETED -> "trigger";
            case SETTINGS_CHANGED -> "settings";
            case FEATURE_CHANGED -> "feature";
            default -> action.text();
        };
    }

    static String icon(Action action) {
        return switch (action) {
            case COMMAND_CREATED, COMMAND_CHANGED, COMMAND_DELETED -> "terminal";
            case TIMER_CREATED, TIMER_CHANGED, TIMER_DELETED -> "stopwatch";
            case TRIGGER_CREATED, TRIGGER_CHANGED, TRIGGER_DELETED -> "lightning";
            case SETTINGS_CHANGED -> "gear";
            case FEATURE_CHANGED -> "toggles";
            case MOVED_IN -> "box-arrow-in-down";
            case FEATURE_ACTED -> "shield-exclamation";
            case STREAM_CHANGED -> "pencil-square";
            case ACCESS_GAINED, ACCESS_LOST -> "person";
            case CHANNEL_CONNECTED, PERMISSION_BACK -> "plug";
            case CHANNEL_DISCONNECTED, PERMISSION_LOST, BOT_REPLACED -> "plug-fill";
        };
    }

    private static String moved(AuditEntry entry) {
        int count = entry.edit()
                .flatMap(Edit::after)
                .map(after -> Json.read(after).size())
                .orElse(0);
        return count == 1 ? "1 thing" : count + " things";
    }

    String text(AuditEntry entry, Channel channel) {
        String actor = actor(entry.actor(), channel);
        String subject = entry.subject().map(id -> name(id, channel)).orElse("");
        String item = entry.edit().map(Edit::item).orElse("");
        return switch (entry.action()) {
            case CHANNEL_CONNECTED -> actor + " connected the channel.";
            case CHANNEL_DISCONNECTED -> actor + " disconnected the channel.";
            case PERMISSION_LOST -> "Twitch took back the permission.";
            case PERMISSION_BACK -> "The permission is back.";
            case ACCESS_GAINED -> subject + " may manage the channel as a moderator.";
            case ACCESS_LOST -> subject + " may no longer manage the channel.";
            case BOT_REPLACED -> actor + " gave the bot another account.";
            case SETTINGS_CHANGED -> actor + " changed the settings.";
            case COMMAND_CREATED -> actor + " added the command " + item + ".";
            case COMMAND_CHANGED -> actor + " changed the command " + item + ".";
            case COMMAND_DELETED -> actor + " deleted the command " + item + ".";
            case TRIGGER_CREATED -> actor + " added the trigger " + item + ".";
            case TRIGGER_CHANGED -> actor + " changed the trigger " + item + ".";
            case TRIGGER_DELETED -> actor + " deleted the trigger " + item + ".";
            case TIMER_CREATED -> actor + " added the timer " + item + ".";
            case TIMER_CHANGED -> actor + " changed the timer " + item + ".";
            case TIMER_DELETED -> actor + " deleted the timer " + item + ".";
            case MOVED_IN ->
                entry.edit().flatMap(Edit::after).isPresent()
                        ? actor + " brought " + moved(entry) + " along from "
                                + Source.of(item).map(Source::title).orElse(item) + "."
                        : actor + " took back what came along from "
                                + Source.of(item).map(Source::title).orElse(item) + ".";
            case FEATURE_CHANGED -> actor + " changed the settings of " + item + ".";
            case STREAM_CHANGED -> actor + " changed the stream's " + item + " in chat.";
            case FEATURE_ACTED -> actor + " (" + item + "): " + what(entry);
        };
    }

    private String actor(Actor actor, Channel channel) {
        return switch (actor.kind()) {
            case PERSON -> name(actor.person().orElseThrow(), channel);
            case TWITCH -> "Twitch";
            case COMMAND_LINE -> "The command line";
            case BOT -> "Herald";
        };
    }

    private static String what(AuditEntry entry) {
        return entry.edit()
                .flatMap(Edit::after)
                .map(text -> Json.read(text).asText())
                .orElse("");
    }

    private String name(TwitchUserId id, Channel channel) {
        if (id.value().startsWith("0")) {
            // What `people remove` leaves in the place of somebody.
            return "Somebody who was erased";
        }
        return channel.id().equals(id)
                ? channel.profile().displayName()
                : people.find(id).map(person -> person.profile().displayName()).orElse("The account " + id);
    }

    /** What differs, a line for each field; of what is new or gone whatever it says. */
    private static List<String> changes(Edit edit) {
        Optional<JsonNode> before = edit.before().map(Json::read);
        Optional<JsonNode> after = edit.after().map(Json::read);
        List<String> lines = new ArrayList<>();
        if (before.isEmpty() || after.isEmpty()) {
            before.or(() -> after)
                    .ifPresent(item -> item.properties().stream()
                            .filter(field -> SAYING.contains(field.getKey())
                                    && !shown(field.getValue()).isEmpty())
                            .forEach(field -> lines.add(field.getKey() + ": " + shown(field.getValue()))));
            return lines;
        }
        after.get().properties().forEach(field -> {
            JsonNode was = before.get().path(field.getKey());
            if (!was.equals(field.getValue())) {
                lines.add(field.getKey() + ": " + orNothing(shown(was)) + " → " + orNothing(shown(field.getValue())));
            }
        });
        return lines;
    }

    private static String orNothing(String text) {
        return text.isEmpty() ? "(nothing)" : text;
    }

    private static String words(JsonNode value) {
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(JsonNode::asText)
                    .collect(Collectors.joining(" / "));
        }
        return value.isTextual() ? value.asText() : value.toString();
    }

    private static String shown(JsonNode value) {
        String text = words(value);
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
