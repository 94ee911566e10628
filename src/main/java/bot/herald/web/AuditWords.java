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
import java.util.List;
import java.util.Optional;

/** The audit log in plain words. */
final class AuditWords {
    /** What {@code people remove} leaves in the place of somebody begins so. */
    private static final String ERASED = "0";

    private static final String SOMEBODY = "Somebody who was erased";

    private final PersonStore people;

    AuditWords(PersonStore people) {
        this.people = people;
    }

    /** What kind of thing the entry is about. */
    static String kind(Action action) {
        return switch (action) {
            case COMMAND_CREATED, COMMAND_CHANGED, COMMAND_DELETED -> "command";
            case TIMER_CREATED, TIMER_CHANGED, TIMER_DELETED -> "timer";
            case TRIGGER_CREATED, TRIGGER_CHANGED, TRIGGER_DELETED -> "trigger";
            case QUOTE_CREATED, QUOTE_CHANGED, QUOTE_DELETED -> "quote";
            case COUNTER_CREATED, COUNTER_CHANGED, COUNTER_DELETED, VIEWERS_FORGOTTEN -> "counter";
            case SETTINGS_CHANGED -> "settings";
            case FEATURE_CHANGED -> "feature";
            default -> action.text();
        };
    }

    static String icon(Action action) {
        return switch (kind(action)) {
            case "command" -> "terminal";
            case "timer" -> "stopwatch";
            case "trigger" -> "lightning";
            case "quote" -> "chat-quote";
            case "counter" -> "123";
            case "settings" -> "gear";
            case "feature" -> "toggles";
            default ->
                switch (action) {
                    case MOVED_IN -> "box-arrow-in-down";
                    case FEATURE_ACTED -> "shield-exclamation";
                    case STREAM_CHANGED -> "pencil-square";
                    case ACCESS_GAINED, ACCESS_LOST -> "person";
                    case CHANNEL_DISCONNECTED, PERMISSION_LOST, BOT_REPLACED -> "plug-fill";
                    default -> "plug";
                };
        };
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
            case COMMAND_CREATED, TRIGGER_CREATED, TIMER_CREATED, QUOTE_CREATED, COUNTER_CREATED ->
                actor
                        + (entry.undoes().isPresent() ? " undid the deletion of " : " added ")
                        + thing(entry)
                        + where(entry);
            case COMMAND_DELETED, TRIGGER_DELETED, TIMER_DELETED, QUOTE_DELETED, COUNTER_DELETED ->
                actor
                        + (entry.undoes().isPresent() ? " undid the adding of " : " deleted ")
                        + thing(entry)
                        + where(entry);
            case COMMAND_CHANGED,
                    TRIGGER_CHANGED,
                    TIMER_CHANGED,
                    QUOTE_CHANGED,
                    COUNTER_CHANGED,
                    SETTINGS_CHANGED,
                    FEATURE_CHANGED -> actor + changed(entry) + thing(entry) + where(entry);
            case VIEWERS_FORGOTTEN -> actor + " reset how often " + item + " answered each viewer" + where(entry);
            case MOVED_IN ->
                actor
                        + (entry.edit().flatMap(Edit::after).isPresent()
                                ? " brought " + moved(entry) + " along from "
                                : " took back what came along from ")
                        + Source.of(item).map(Source::title).orElse(item) + ".";
            case STREAM_CHANGED -> actor + " changed the stream's " + item + " in chat.";
            case FEATURE_ACTED ->
                entry.actor().kind() == Actor.Kind.CHAT
                        ? actor + " " + what(entry) + where(entry)
                        : actor + " (" + item + "): " + what(entry);
        };
    }

    private static String changed(AuditEntry entry) {
        if (entry.undoes().isPresent()) {
            return " undid a change of ";
        }
        return Confirmations.switched(entry.edit())
                .map(on -> on ? " switched on " : " switched off ")
                .orElse(" changed ");
    }

    private static String where(AuditEntry entry) {
        return entry.actor().kind() == Actor.Kind.CHAT ? " in chat." : ".";
    }

    /** What the entry is about, within a sentence. */
    private static String thing(AuditEntry entry) {
        String item = entry.edit().map(Edit::item).orElse("");
        return switch (kind(entry.action())) {
            case "quote" -> "quote " + item;
            case "counter" -> item.startsWith("!") ? "the counter of " + item : "the counter " + item;
            case "settings" -> "the settings";
            case "feature" -> "the settings of " + item;
            default -> "the " + kind(entry.action()) + " " + item;
        };
    }

    /** Several of a kind, by the same actor, in one sentence. */
    String text(List<AuditEntry> entries, Channel channel) {
        AuditEntry first = entries.get(0);
        String verb = switch (first.action()) {
            case COMMAND_CREATED, TRIGGER_CREATED, TIMER_CREATED, QUOTE_CREATED, COUNTER_CREATED -> " added ";
            case COMMAND_DELETED, TRIGGER_DELETED, TIMER_DELETED, QUOTE_DELETED, COUNTER_DELETED -> " deleted ";
            default -> changed(first);
        };
        return actor(first.actor(), channel)
                + verb
                + Numbers.counted(entries.size(), kind(first.action()))
                + where(first);
    }

    /** Whether one sentence can tell of both. */
    static boolean areAlike(AuditEntry one, AuditEntry other) {
        return one.action() == other.action()
                && one.actor().equals(other.actor())
                && one.undoes().isEmpty()
                && other.undoes().isEmpty()
                && switch (kind(one.action())) {
                    case "command", "timer", "trigger", "quote", "counter" ->
                        one.action() != Action.VIEWERS_FORGOTTEN && changed(one).equals(changed(other));
                    default -> false;
                };
    }

    private static String moved(AuditEntry entry) {
        return Numbers.counted(
                entry.edit()
                        .flatMap(Edit::after)
                        .map(after -> Json.read(after).size())
                        .orElse(0),
                "thing");
    }

    private String actor(Actor actor, Channel channel) {
        return switch (actor.kind()) {
            case PERSON -> name(actor.person().orElseThrow(), channel);
            case CHAT -> actor.name().isEmpty() ? name(actor.person().orElseThrow(), channel) : actor.name();
            case TWITCH -> "Twitch";
            case COMMAND_LINE -> "The command line";
            case BOT -> "Herald";
        };
    }

    /** In words that follow {@code Undone by}. */
    String undoer(AuditEntry undoing, Channel channel) {
        return actor(undoing.actor(), channel);
    }

    private static String what(AuditEntry entry) {
        return entry.edit()
                .flatMap(Edit::after)
                .map(text -> Json.read(text))
                .map(JsonNode::asText)
                .orElse("");
    }

    private String name(TwitchUserId id, Channel channel) {
        if (id.value().startsWith(ERASED)) {
            return SOMEBODY;
        }
        Optional<String> known = channel.id().equals(id)
                ? Optional.of(channel.profile().displayName())
                : people.find(id).map(person -> person.profile().displayName());
        return known.orElse("The account " + id);
    }
}
