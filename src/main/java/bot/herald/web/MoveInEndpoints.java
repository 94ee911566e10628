package bot.herald.web;

import bot.herald.account.Actor;
import bot.herald.account.ManagedChannels;
import bot.herald.channel.Channel;
import bot.herald.identity.TwitchLogin;
import bot.herald.movein.ChannelMoves;
import bot.herald.movein.Item;
import bot.herald.movein.MoveIn.Applied;
import bot.herald.movein.Preview;
import bot.herald.movein.Preview.Line;
import bot.herald.movein.Preview.OnClash;
import bot.herald.movein.Reading;
import bot.herald.movein.Source;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The API for importing from another bot, in two steps, and for exporting. */
final class MoveInEndpoints {
    private static final HttpProblem GONE = new HttpProblem(
            404,
            "no_preview",
            "That took too long",
            "A preview is good for ten minutes. Nothing was saved; please look again.");

    private final ChannelMoves moves;
    private final ManagedChannels managed;
    private final ManagedChannel channels;
    private final Gate gate;

    MoveInEndpoints(ChannelMoves moves, ManagedChannels managed, ManagedChannel channels, Gate gate) {
        this.moves = moves;
        this.managed = managed;
        this.channels = channels;
        this.gate = gate;
    }

    List<Route> routes() {
        return List.of(
                Route.on("POST", "/api/channels/{id}/move-in", gate.changing(this::preview))
                        .waitingForTwitch(),
                Route.on("POST", "/api/channels/{id}/move-in/{preview}/apply", gate.changing(this::apply)),
                Route.get("/api/channels/{id}/export", gate.reading(this::export)));
    }

    private record Row(String id, String kind, String name, String theirs, String ours, String state, String reason) {}

    private record Shown(String id, String source, List<Row> items) {}

    private record Result(List<String> added, List<String> replaced, List<String> refused) {}

    private Answer preview(WebRequest request, Visitor visitor) {
        Channel channel = channels.of(request, visitor);
        JsonNode body = JsonBody.object(request);
        Source source = source(body.path("source").asText(""));
        String login = body.path("login").asText(channel.profile().login().value());
        String text = body.path("text").isContainerNode()
                ? body.path("text").toString()
                : body.path("text").asText("");
        Preview preview = preview(channel, source, login, text);
        return Answer.json(
                200,
                Json.write(new Shown(
                        preview.id(),
                        source.id(),
                        preview.lines().stream().map(MoveInEndpoints::row).toList())));
    }

    private static Row row(Line line) {
        return new Row(
                line.id(),
                line.kindText(),
                line.name(),
                line.theirs(),
                line.ours(),
                line.state().text(),
                String.join(" ", line.reasons()));
    }

    static Source source(String id) {
        return Source.of(id)
                .orElseThrow(() -> new ProblemException(new HttpProblem(
                        400,
                        "invalid_request",
                        "That is no bot",
                        "The source must be one of " + Source.choices() + ".")));
    }

    /**
     * Reads the text, or asks the other bot's service.
     *
     * @param text of a file; blank to ask by name
     * @throws ProblemException 400 with the reason
     */
    Preview preview(Channel channel, Source source, String login, String text) {
        String name = login.strip().toLowerCase(Locale.ROOT);
        if (text.isBlank() && !TwitchLogin.isValid(name)) {
            throw unreadable("A Twitch login is 1 to 25 letters, digits or _; this is not one.");
        }
        Reading reading = text.isBlank() ? moves.online().of(source, new TwitchLogin(name)) : Reading.of(source, text);
        if (reading instanceof Reading.Unreadable unreadable) {
            throw unreadable(unreadable.why());
        }
        List<Item> items = ((Reading.Found) reading).items();
        return moves.moveIn().preview(channel.id(), source, items);
    }

    private static ProblemException unreadable(String why) {
        return new ProblemException(new HttpProblem(400, "unreadable", "Nothing was found", why));
    }

    private Answer apply(WebRequest request, Visitor visitor) {
        Channel channel = channels.of(request, visitor);
        JsonNode body = JsonBody.object(request);
        OnClash onClash = OnClash.of(body.path("onClash").asText("keep"))
                .orElseThrow(() -> new ProblemException(new HttpProblem(
                        400, "invalid_request", "That cannot be done", "onClash must be keep, replace or rename.")));
        Preview preview = find(channel, request);
        List<String> ids = new ArrayList<>();
        body.path("ids").forEach(id -> ids.add(id.asText()));
        Applied applied = apply(
                channel,
                visitor,
                preview,
                body.has("ids") ? ids : preview.lines().stream().map(Line::id).toList(),
                onClash);
        return Answer.json(200, Json.write(new Result(applied.added(), applied.replaced(), applied.refused())));
    }

    Preview find(Channel channel, WebRequest request) {
        return moves.moveIn()
                .find(channel.id(), request.pathValues().getOrDefault("preview", ""))
                .orElseThrow(() -> new ProblemException(GONE));
    }

    /** Only settings of features can act in the broadcaster's name, and only Herald's own files hold those. */
    Applied apply(Channel channel, Visitor visitor, Preview preview, List<String> ids, OnClash onClash) {
        if (preview.source() == Source.HERALD
                && !managed.access(visitor.person(), channel.id()).mayDisconnect()) {
            throw new ProblemException(new HttpProblem(
                    403,
                    "not_allowed",
                    "That takes the broadcaster",
                    "Only the broadcaster or an admin of the bot can bring in a whole channel."));
        }
        return moves.moveIn()
                .apply(preview, ids, onClash, Actor.of(visitor.person().id()));
    }

    private Answer export(WebRequest request, Visitor visitor) {
        Channel channel = channels.of(request, visitor);
        return Answer.json(200, Json.write(moves.export(channel)))
                .with(
                        "Content-Disposition",
                        "attachment; filename=\"herald-" + channel.profile().login() + ".json\"");
    }
}
