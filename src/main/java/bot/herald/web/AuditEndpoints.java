package bot.herald.web;

import bot.herald.account.Actor;
import bot.herald.account.AuditEntry;
import bot.herald.account.AuditEntry.Edit;
import bot.herald.account.AuditTrail;
import bot.herald.account.AuditTrail.Wanted;
import bot.herald.channel.Channel;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import bot.herald.settings.Documents.Shown;
import bot.herald.web.pages.Frame;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The API for a channel's audit log, with undo. */
final class AuditEndpoints {
    private static final int MOST = 100;

    private final AuditTrail trail;
    private final AuditWords words;
    private final UndoService undoing;
    private final ManagedChannel channels;
    private final Gate gate;

    AuditEndpoints(People people, UndoService undoing, ManagedChannel channels, Gate gate) {
        this.trail = people.trail();
        this.words = new AuditWords(people.persons());
        this.undoing = undoing;
        this.channels = channels;
        this.gate = gate;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/channels/{id}/audit", gate.reading(this::list)),
                Route.on("POST", "/api/channels/{id}/audit/{entry}/undo", gate.changing(this::undo)));
    }

    /**
     * @param via how somebody acted: {@code dashboard} (or a program of theirs), {@code chat}, {@code twitch}, {@code command-line}
     *     or {@code bot}
     * @param undoes the id of the entry that this one took back
     * @param actor a user id, {@code twitch}, {@code command-line} or {@code bot}
     * @param undoable whether nothing has changed since
     */
    record Row(
            String id,
            String at,
            String action,
            String actor,
            String via,
            @Nullable String subject,
            String summary,
            @Nullable String item,
            @Nullable JsonNode before,
            @Nullable JsonNode after,
            @Nullable String undoes,
            boolean undoable) {}

    private Answer list(WebRequest request, Visitor visitor) {
        Channel channel = channels.of(request, visitor);
        List<AuditEntry> entries = trail.latest(channel.id(), Wanted.ALL, before(request), MOST);
        Set<String> undone = undoing.undone(channel.id(), entries).keySet();
        List<Row> rows =
                entries.stream().map(entry -> row(entry, channel, undone)).toList();
        return Answer.json(200, Json.write(rows));
    }

    /**
     * The entry before which the list begins.
     *
     * @throws ProblemException if there can be no such entry
     */
    static Optional<String> before(WebRequest request) {
        Optional<String> before = request.parameters().find("before");
        if (before.flatMap(AuditEntry::timeOf).isEmpty() && before.isPresent()) {
            throw new ProblemException(
                    HttpProblem.badParameter("\"before\" takes the id of an entry of the activity log,"
                            + " such as 1893499200000-1f2e3d4c5b6a. Leave it out to begin with the latest."));
        }
        return before;
    }

    private Row row(AuditEntry entry, Channel channel, Set<String> undone) {
        return new Row(
                entry.id(),
                entry.at().toString(),
                entry.action().text(),
                actor(entry.actor()),
                via(entry.actor().kind()),
                entry.subject().map(TwitchUserId::value).orElse(null),
                words.text(entry, channel, Frame.TEXTS.in(Language.EN)),
                entry.edit().map(Edit::item).orElse(null),
                entry.edit().flatMap(Edit::before).map(Json::read).orElse(null),
                after(entry),
                entry.undoes().orElse(null),
                undoing.state(entry, undone) == UndoService.State.UNDOABLE);
    }

    /** Programs read English. */
    private static @Nullable JsonNode after(AuditEntry entry) {
        return entry.edit()
                .flatMap(Edit::after)
                .map(text -> entry.action() == AuditEntry.Action.FEATURE_ACTED
                        ? TextNode.valueOf(AuditWords.what(entry, Language.EN))
                        : Json.read(text))
                .orElse(null);
    }

    private static String actor(Actor actor) {
        return actor.person()
                .map(TwitchUserId::value)
                .orElseGet(() -> actor.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private static String via(Actor.Kind kind) {
        return kind == Actor.Kind.PERSON
                ? "dashboard"
                : kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Answer undo(WebRequest request, Visitor visitor) {
        Channel channel = channels.of(request, visitor);
        JsonBody.refuseAllButJson(request);
        AuditEntry entry = trail.find(channel.id(), request.pathValues().getOrDefault("entry", ""))
                .orElseThrow(() -> new ProblemException(HttpProblem.of(404)));
        Optional<Shown> now = undoing.undo(entry, visitor.person());
        return now.map(document -> Answer.json(200, Json.write(document.json())).with("ETag", IfMatch.tag(document)))
                .orElseGet(() -> Answer.empty(204));
    }
}
