package bot.herald.web;

import bot.herald.account.Actor;
import bot.herald.account.AuditEntry;
import bot.herald.account.AuditEntry.Action;
import bot.herald.account.AuditEntry.Edit;
import bot.herald.account.PersonStore;
import bot.herald.channel.Channel;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import bot.herald.language.Sentences;
import bot.herald.movein.Source;
import bot.herald.web.pages.Frame;
import bot.herald.web.pages.Icon;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Optional;

/** The audit log in plain words. */
final class AuditWords {
    /** How the placeholder for somebody removed by {@code people remove} begins. */
    private static final String ERASED = "0";

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

    static Icon icon(Action action) {
        return switch (kind(action)) {
            case "command" -> Icon.TERMINAL;
            case "timer" -> Icon.STOPWATCH;
            case "trigger" -> Icon.LIGHTNING;
            case "quote" -> Icon.CHAT_QUOTE;
            case "counter" -> Icon.NUMBERS;
            case "settings" -> Icon.GEAR;
            case "feature" -> Icon.TOGGLES;
            default ->
                switch (action) {
                    case MOVED_IN -> Icon.BOX_ARROW_IN_DOWN;
                    case FEATURE_ACTED -> Icon.SHIELD_EXCLAMATION;
                    case STREAM_CHANGED -> Icon.PENCIL_SQUARE;
                    case ACCESS_GAINED, ACCESS_LOST -> Icon.PERSON;
                    case CHANNEL_DISCONNECTED, PERMISSION_LOST, BOT_REPLACED -> Icon.PLUG_FILL;
                    default -> Icon.PLUG;
                };
        };
    }

    String text(AuditEntry entry, Channel channel, Sentences say) {
        String actor = actor(entry.actor(), channel, say);
        String subject = entry.subject().map(id -> name(id, channel, say)).orElse("");
        String item = entry.edit().map(Edit::item).orElse("");
        return switch (entry.action()) {
            case CHANNEL_CONNECTED -> say.say("log.connected", "who", actor);
            case CHANNEL_DISCONNECTED -> say.say("log.disconnected", "who", actor);
            case PERMISSION_LOST -> say.say("event.token.lost");
            case PERMISSION_BACK -> say.say("log.back");
            case ACCESS_GAINED -> say.say("log.access", "who", subject);
            case ACCESS_LOST -> say.say("log.no-access", "who", subject);
            case BOT_REPLACED -> say.say("log.bot", "who", actor);
            case COMMAND_CREATED,
                    TRIGGER_CREATED,
                    TIMER_CREATED,
                    QUOTE_CREATED,
                    COUNTER_CREATED,
                    COMMAND_DELETED,
                    TRIGGER_DELETED,
                    TIMER_DELETED,
                    QUOTE_DELETED,
                    COUNTER_DELETED,
                    COMMAND_CHANGED,
                    TRIGGER_CHANGED,
                    TIMER_CHANGED,
                    QUOTE_CHANGED,
                    COUNTER_CHANGED,
                    SETTINGS_CHANGED,
                    FEATURE_CHANGED ->
                say.say(verb(entry), "who", actor, "thing", thing(entry, say), "where", where(entry, say));
            case VIEWERS_FORGOTTEN -> say.say("log.forgotten", "who", actor, "thing", item, "where", where(entry, say));
            case MOVED_IN ->
                say.say(
                        entry.edit().flatMap(Edit::after).isPresent() ? "log.moved" : "log.moved.undo",
                        "who",
                        actor,
                        "things",
                        moved(entry, say),
                        "from",
                        Source.of(item).map(Source::title).orElse(item));
            case STREAM_CHANGED ->
                say.say(item.equals("category") ? "log.stream.category" : "log.stream.title", "who", actor);
            case FEATURE_ACTED ->
                entry.actor().kind() == Actor.Kind.CHAT
                        ? actor + " " + what(entry, say.language()) + where(entry, say) + "."
                        : actor + " (" + feature(item, say) + "): " + what(entry, say.language());
        };
    }

    /** The text for what was done. */
    private static String verb(AuditEntry entry) {
        String done = switch (entry.action()) {
            case COMMAND_CREATED, TRIGGER_CREATED, TIMER_CREATED, QUOTE_CREATED, COUNTER_CREATED -> "log.added";
            case COMMAND_DELETED, TRIGGER_DELETED, TIMER_DELETED, QUOTE_DELETED, COUNTER_DELETED -> "log.deleted";
            default -> "log.changed";
        };
        if (entry.undoes().isPresent()) {
            return done + ".undo";
        }
        return done.equals("log.changed")
                ? Confirmations.switched(entry.edit())
                        .map(on -> on ? "log.changed.on" : "log.changed.off")
                        .orElse(done)
                : done;
    }

    /** With a space before it; empty for the dashboard. */
    private static String where(AuditEntry entry, Sentences say) {
        return entry.actor().kind() == Actor.Kind.CHAT ? " " + say.say("log.in-chat") : "";
    }

    /** What the entry is about, within a sentence. */
    private static String thing(AuditEntry entry, Sentences say) {
        String item = entry.edit().map(Edit::item).orElse("");
        String kind = kind(entry.action());
        return say.say(
                "log.thing." + (kind.equals("counter") && item.startsWith("!") ? "counter-of" : kind),
                "name",
                kind.equals("feature") ? feature(item, say) : item);
    }

    /** By the name that pages show; features of plug-ins by their ids. */
    private static String feature(String id, Sentences say) {
        String key = "feature." + id;
        return Frame.TEXTS.has(key) ? say.say(key) : id;
    }

    /** Several of a kind, by the same actor, in one sentence. */
    String text(List<AuditEntry> entries, Channel channel, Sentences say) {
        AuditEntry first = entries.get(0);
        return say.say(
                verb(first),
                "who",
                actor(first.actor(), channel, say),
                "thing",
                say.say("log.things." + kind(first.action()), "n", Numbers.of(entries.size(), say.language())),
                "where",
                where(first, say));
    }

    /** Whether both fit into one sentence. */
    static boolean areAlike(AuditEntry one, AuditEntry other) {
        return one.action() == other.action()
                && one.actor().equals(other.actor())
                && one.undoes().isEmpty()
                && other.undoes().isEmpty()
                && switch (kind(one.action())) {
                    case "command", "timer", "trigger", "quote", "counter" ->
                        one.action() != Action.VIEWERS_FORGOTTEN && verb(one).equals(verb(other));
                    default -> false;
                };
    }

    private static String moved(AuditEntry entry, Sentences say) {
        return Numbers.counted(
                say,
                "log.moved.things",
                entry.edit()
                        .flatMap(Edit::after)
                        .map(after -> Json.read(after).size())
                        .orElse(0));
    }

    private String actor(Actor actor, Channel channel, Sentences say) {
        return switch (actor.kind()) {
            case PERSON -> name(actor.person().orElseThrow(), channel, say);
            case CHAT -> actor.name().isEmpty() ? name(actor.person().orElseThrow(), channel, say) : actor.name();
            case TWITCH -> "Twitch";
            case COMMAND_LINE -> say.say("log.command-line");
            case BOT -> "Herald";
        };
    }

    String undoer(AuditEntry undoing, Channel channel, Sentences say) {
        return actor(undoing.actor(), channel, say);
    }

    /** What a feature did, in its own words. */
    static String what(AuditEntry entry, Language language) {
        JsonNode told =
                entry.edit().flatMap(Edit::after).map(text -> Json.read(text)).orElse(MissingNode.getInstance());
        return (told.isObject() ? told.path(language.code()) : told).asText();
    }

    private String name(TwitchUserId id, Channel channel, Sentences say) {
        if (id.value().startsWith(ERASED)) {
            return say.say("log.erased");
        }
        Optional<String> known = channel.id().equals(id)
                ? Optional.of(channel.profile().displayName())
                : people.find(id).map(person -> person.profile().displayName());
        return known.orElseGet(() -> say.say("log.account", "id", id));
    }
}
