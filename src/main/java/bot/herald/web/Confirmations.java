package bot.herald.web;

import bot.herald.account.Actor;
import bot.herald.account.AuditEntry;
import bot.herald.account.AuditEntry.Action;
import bot.herald.account.AuditEntry.Edit;
import bot.herald.account.AuditTrail;
import bot.herald.channel.Channel;
import bot.herald.language.Sentences;
import bot.herald.web.pages.Notice;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says on the next page what was just done, and offers to undo it. The address names an entry of the log, so that no link can make a
 * page claim what never happened.
 */
final class Confirmations {
    static final String DONE = "done";
    static final String CONNECTED = "connected";
    private static final String UNDONE = "undone";
    private static final String SAVED = "saved";
    private static final int LOOKED_AT = 10;
    private static final Duration JUST_NOW = Duration.ofSeconds(10);
    /** Long enough to read Twitch's page in between. */
    private static final Duration LATELY = Duration.ofMinutes(1);

    private final AuditTrail trail;
    private final UndoService undoing;
    private final ChannelLinks links;
    private final Prefixes prefixes;
    private final Preferences preferences;
    private final Clock clock;

    Confirmations(People people, UndoService undoing, ChannelLinks links, Prefixes prefixes, Preferences preferences) {
        this.trail = people.trail();
        this.undoing = undoing;
        this.links = links;
        this.prefixes = prefixes;
        this.preferences = preferences;
        this.clock = people.clock();
    }

    /** Where a form leads once it is saved. */
    Answer answer(Channel channel, Visitor visitor, String page) {
        return Answer.seeOther(URI.create(page + "?" + DONE + "="
                + last(channel, visitor).map(AuditEntry::id).orElse(SAVED)));
    }

    /** Where an undo leads. */
    Answer undone(AuditEntry entry, String page) {
        return Answer.seeOther(URI.create(page + "?" + UNDONE + "=" + entry.id()));
    }

    /** What the person has just done, for an answer without a redirect. */
    Notice last(WebRequest request, Channel channel, Visitor visitor, Notice otherwise) {
        return last(channel, visitor)
                .map(entry -> done(entry, channel, visitor, preferences.say(request)))
                .orElse(otherwise);
    }

    /** What the address says was done; {@link Notice#NONE} if it says nothing of the kind. */
    Notice of(WebRequest request, Channel channel, Visitor visitor) {
        Parameters parameters = request.parameters();
        Sentences say = preferences.say(request);
        Optional<String> undone = parameters.find(UNDONE);
        if (undone.isPresent()) {
            return undone.flatMap(id -> trail.find(channel.id(), id))
                    .map(entry -> Notice.done(say.say("done.undone", "thing", thing(entry, channel, say))))
                    .orElse(Notice.NONE);
        }
        String done = parameters.find(DONE).orElse("");
        if (done.equals(CONNECTED)) {
            return connected(channel, say);
        }
        return done.equals(SAVED)
                ? Notice.done(say.say("done.saved"))
                : trail.find(channel.id(), done)
                        .map(entry -> done(entry, channel, visitor, say))
                        .orElse(Notice.NONE);
    }

    private Notice connected(Channel channel, Sentences say) {
        boolean lately = trail.last(channel.id(), Action.CHANNEL_CONNECTED)
                .filter(entry -> !entry.at().isBefore(clock.instant().minus(LATELY)))
                .isPresent();
        return lately
                ? Notice.done(say.say("done.connected", "command", prefixes.of(channel.id()) + "commands"))
                : Notice.NONE;
    }

    private Optional<AuditEntry> last(Channel channel, Visitor visitor) {
        Actor actor = Actor.of(visitor.person().id());
        return trail.latest(channel.id(), LOOKED_AT).stream()
                .filter(entry -> entry.actor().equals(actor) && entry.edit().isPresent())
                .findFirst()
                .filter(entry -> !entry.at().isBefore(clock.instant().minus(JUST_NOW)));
    }

    private Notice done(AuditEntry entry, Channel channel, Visitor visitor, Sentences say) {
        return new Notice(
                words(entry, channel, say),
                false,
                undoing.isPossible(entry) ? links.page(channel, "audit/" + entry.id() + "/undo") : "",
                visitor.session().formToken().reveal());
    }

    private String words(AuditEntry entry, Channel channel, Sentences say) {
        String thing = thing(entry, channel, say);
        return switch (entry.action()) {
            case COMMAND_CREATED, TRIGGER_CREATED, TIMER_CREATED, QUOTE_CREATED, COUNTER_CREATED ->
                say.say("done.added", "thing", thing);
            case COMMAND_DELETED, TRIGGER_DELETED, TIMER_DELETED, QUOTE_DELETED, COUNTER_DELETED ->
                say.say("done.deleted", "thing", thing);
            case COMMAND_CHANGED, TRIGGER_CHANGED, TIMER_CHANGED, QUOTE_CHANGED, COUNTER_CHANGED ->
                switched(entry.edit())
                        .map(on -> say.say(on ? "done.switched.on" : "done.switched.off", "thing", thing))
                        .orElseGet(() -> say.say("done.saved-thing", "thing", thing));
            case VIEWERS_FORGOTTEN -> say.say("done.forgotten", "thing", prefixes.of(channel.id()) + thing);
            case SETTINGS_CHANGED -> settings(entry.edit(), prefixes.of(channel.id()), say);
            case MOVED_IN ->
                Numbers.counted(
                        say,
                        "done.moved",
                        entry.edit()
                                .flatMap(Edit::after)
                                .map(after -> Json.read(after).size())
                                .orElse(0));
            default -> say.say("done.saved");
        };
    }

    private String thing(AuditEntry entry, Channel channel, Sentences say) {
        String item = entry.edit().map(Edit::item).orElse("");
        return switch (entry.action()) {
            case COMMAND_CREATED, COMMAND_CHANGED, COMMAND_DELETED -> prefixes.of(channel.id()) + item;
            case TIMER_CREATED, TIMER_CHANGED, TIMER_DELETED -> say.say("thing.timer", "name", item);
            case TRIGGER_CREATED, TRIGGER_CHANGED, TRIGGER_DELETED -> say.say("thing.trigger", "name", item);
            case QUOTE_CREATED, QUOTE_CHANGED, QUOTE_DELETED -> say.say("thing.quote", "name", item);
            case COUNTER_CREATED, COUNTER_CHANGED, COUNTER_DELETED ->
                item.startsWith("!")
                        ? say.say("thing.counter-of", "name", prefixes.of(channel.id()) + item.substring(1))
                        : say.say("thing.counter", "name", item);
            case SETTINGS_CHANGED -> say.say("thing.settings");
            case MOVED_IN -> say.say("thing.moved");
            default -> item;
        };
    }

    /** Whether it was switched on or off, and nothing else changed. */
    static Optional<Boolean> switched(Optional<Edit> edit) {
        return edit.filter(
                        change -> change.before().isPresent() && change.after().isPresent())
                .map(change -> new JsonNode[] {
                    Json.read(change.before().get()), Json.read(change.after().get())
                })
                .filter(both -> differing(both[0], both[1]).equals(Set.of("enabled")))
                .map(both -> both[1].path("enabled").asBoolean());
    }

    /** What was changed in the settings; names the built-in command where only one was changed. */
    private static String settings(Optional<Edit> edit, String prefix, Sentences say) {
        JsonNode before = edit.flatMap(Edit::before).map(Json::read).orElse(MissingNode.getInstance());
        JsonNode after = edit.flatMap(Edit::after).map(Json::read).orElse(MissingNode.getInstance());
        Set<String> fields = differing(before, after);
        String field = fields.size() == 1 ? fields.iterator().next() : "";
        Set<String> was = texts(before.path(field));
        Set<String> is = texts(after.path(field));
        Set<String> changed = Stream.of(without(was, is), without(is, was))
                .flatMap(Set::stream)
                .map(line -> line.split(" ", 2)[0])
                .collect(Collectors.toSet());
        String thing = prefix + String.join("", changed);
        return switch (changed.size() == 1 ? field : "") {
            case "disabledCommands" ->
                say.say(was.size() > is.size() ? "done.switched.on" : "done.switched.off", "thing", thing);
            case "builtInCooldowns" -> say.say("done.cooldown", "thing", thing);
            default -> say.say("done.settings");
        };
    }

    private static Set<String> without(Set<String> some, Set<String> others) {
        Set<String> left = new HashSet<>(some);
        left.removeAll(others);
        return left;
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new HashSet<>();
        list.forEach(one -> texts.add(one.asText()));
        return texts;
    }

    private static Set<String> differing(JsonNode before, JsonNode after) {
        Set<String> differing = new HashSet<>();
        after.properties().forEach(field -> {
            if (!before.path(field.getKey()).equals(field.getValue())) {
                differing.add(field.getKey());
            }
        });
        return differing;
    }
}
