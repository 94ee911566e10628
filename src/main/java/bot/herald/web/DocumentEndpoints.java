package bot.herald.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import bot.herald.channel.Channel;
import bot.herald.settings.Documents;
import bot.herald.settings.Documents.Extent;
import bot.herald.settings.Documents.Shown;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;

/** The API for documents of one kind. */
final class DocumentEndpoints {
    private static final int MOST = 500;

    private final Documents documents;
    private final DocumentEditor editor;
    private final ManagedChannel channels;
    private final Gate gate;
    private final WebSettings settings;

    DocumentEndpoints(DocumentEditor editor, ManagedChannel channels, Gate gate, WebSettings settings) {
        this.documents = editor.documents();
        this.editor = editor;
        this.channels = channels;
        this.gate = gate;
        this.settings = settings;
    }

    /** What documents of a kind are called in addresses. */
    static String part(Documents documents) {
        return documents.extent() == Extent.ONE ? documents.kind() : documents.kind() + "s";
    }

    List<Route> routes() {
        String all = "/api/channels/{id}/" + part(documents);
        if (documents.extent() == Extent.ONE) {
            return List.of(
                    Route.get(all, gate.reading(this::show)), Route.on("PUT", all, gate.changing(this::replace)));
        }
        String one = all + "/{name}";
        List<Route> routes = new ArrayList<>(List.of(
                Route.get(all, gate.reading(this::list)),
                Route.get(one, gate.reading(this::show)),
                Route.on("PUT", one, gate.changing(this::replace))));
        if (documents.extent() == Extent.OPEN) {
            routes.add(Route.on("POST", all, gate.changing(this::create)));
            routes.add(Route.on("DELETE", one, gate.changing(this::delete)));
        }
        return routes;
    }

    private Answer list(WebRequest request, Visitor visitor) {
        Channel channel = channels.of(request, visitor);
        List<Shown> all = documents.list(channel.id());
        if (documents.extent() == Extent.FIXED) {
            return listed(all);
        }
        Parameters parameters = request.parameters();
        int limit = parameters.find("limit").map(DocumentEndpoints::limit).orElse(MOST);
        String after = parameters.find("after").orElse("");
        List<Shown> rest = all.stream()
                .filter(document -> after.isEmpty() || documents.order().compare(document.name(), after) > 0)
                .toList();
        List<Shown> page = rest.subList(0, Math.min(limit, rest.size()));
        return page.size() == rest.size()
                ? listed(page)
                : listed(page)
                        .with(
                                "Link",
                                "<" + link(channel) + "?limit=" + limit + "&after="
                                        + URLEncoder.encode(
                                                page.get(page.size() - 1).name(), UTF_8) + ">; rel=\"next\"");
    }

    private static Answer listed(List<Shown> documents) {
        return Answer.json(200, Json.write(documents.stream().map(Shown::json).toList()));
    }

    private static int limit(String typed) {
        if (!typed.matches("[1-9][0-9]{0,2}") || Integer.parseInt(typed) > MOST) {
            throw new ProblemException(new HttpProblem(
                    400, "invalid_request", "That is no limit", "The limit must be 1 to " + MOST + "."));
        }
        return Integer.parseInt(typed);
    }

    private Answer create(WebRequest request, Visitor visitor) {
        Channel channel = channels.of(request, visitor);
        Shown made =
                Changes.done(editor.create(visitor.person(), channel.id(), JsonBody.object(request)), IfMatch.ANYTHING);
        return shown(201, made).with("Location", link(channel) + "/" + segment(made.name()));
    }

    private Answer show(WebRequest request, Visitor visitor) {
        Channel channel = channels.of(request, visitor);
        return documents
                .find(channel.id(), name(request))
                .map(document -> shown(200, document))
                .orElseThrow(() -> new ProblemException(HttpProblem.of(404)));
    }

    private Answer replace(WebRequest request, Visitor visitor) {
        Channel channel = channels.of(request, visitor);
        IfMatch onlyIf = IfMatch.of(request);
        return shown(
                200,
                Changes.done(
                        editor.replace(visitor.person(), channel.id(), name(request), JsonBody.object(request), onlyIf),
                        onlyIf));
    }

    private Answer delete(WebRequest request, Visitor visitor) {
        Channel channel = channels.of(request, visitor);
        IfMatch onlyIf = IfMatch.of(request);
        Shown gone = Changes.done(editor.delete(visitor.person(), channel.id(), name(request), onlyIf), onlyIf);
        return Answer.empty(204).with("ETag", IfMatch.tag(gone));
    }

    private static Answer shown(int status, Shown document) {
        return Answer.json(status, Json.write(document.json())).with("ETag", IfMatch.tag(document));
    }

    private String link(Channel channel) {
        return settings.link("/api/channels/" + channel.id() + "/" + part(documents));
    }

    /** A document that is the only one of its kind answers to every name. */
    private String name(WebRequest request) {
        return request.pathValues().getOrDefault("name", documents.kind());
    }

    private static String segment(String name) {
        return URLEncoder.encode(name, UTF_8).replace("+", "%20");
    }
}
