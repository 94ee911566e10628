package bot.herald.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import bot.herald.channel.Channel;
import java.net.URLEncoder;
import java.util.List;

/** One kind of thing of which a channel has several, over HTTP. */
final class ItemEndpoints<T extends Item> {
    private static final int MOST = 500;

    private final String kind;
    private final Items<T> items;
    private final T blank;
    private final ItemEditor<T> editor;
    private final ManagedChannel channels;
    private final Gate gate;
    private final WebSettings settings;

    /** @param kind the last part of the path, for example {@code commands} */
    ItemEndpoints(
            String kind,
            Items<T> items,
            T blank,
            ItemEditor<T> editor,
            ManagedChannel channels,
            Gate gate,
            WebSettings settings) {
        this.kind = kind;
        this.items = items;
        this.blank = blank;
        this.editor = editor;
        this.channels = channels;
        this.gate = gate;
        this.settings = settings;
    }

    List<Route> routes() {
        String all = "/api/channels/{id}/" + kind;
        String one = all + "/{name}";
        return List.of(
                Route.get(all, gate.reading(this::list)),
                Route.on("POST", all, gate.changing(this::create)),
                Route.get(one, gate.reading(this::item)),
                Route.on("PUT", one, gate.changing(this::replace)),
                Route.on("DELETE", one, gate.changing(this::delete)));
    }

    private Answer list(WebRequest request, Visitor visitor) {
        Channel channel = channels.of(request, visitor);
        Parameters parameters = request.parameters();
        int limit = parameters.find("limit").map(ItemEndpoints::limit).orElse(MOST);
        String after = parameters.find("after").orElse("");
        List<T> rest = items.list(channel.id()).stream()
                .filter(item -> item.name().compareTo(after) > 0)
                .toList();
        List<T> page = rest.subList(0, Math.min(limit, rest.size()));
        Answer answer = Answer.json(200, Json.write(page));
        return page.size() == rest.size()
                ? answer
                : answer.with(
                        "Link",
                        "<" + link(channel) + "?limit=" + limit + "&after="
                                + URLEncoder.encode(page.get(page.size() - 1).name(), UTF_8) + ">; rel=\"next\"");
    }

    private static int limit(String typed) {
        if (!typed.matches("[1-9][0-9]{0,2}") || Integer.parseInt(typed) > MOST) {
            throw new ProblemException(
                    new Problem(400, "invalid_request", "That is no limit", "The limit must be 1 to " + MOST + "."));
        }
        return Integer.parseInt(typed);
    }

    private Answer create(WebRequest request, Visitor visitor) {
        Channel channel = channels.of(request, visitor);
        Fields fields = new Fields(JsonBody.object(request));
        T made = Changes.done(editor.create(items, blank, visitor.person(), channel.id(), fields), IfMatch.ANYTHING);
        return shown(201, made).with("Location", link(channel) + "/" + segment(made.name()));
    }

    private Answer item(WebRequest request, Visitor visitor) {
        Channel channel = channels.of(request, visitor);
        return items.find(channel.id(), name(request))
                .map(item -> shown(200, item))
                .orElseThrow(() -> new ProblemException(Problem.of(404)));
    }

    private Answer replace(WebRequest request, Visitor visitor) {
        Channel channel = channels.of(request, visitor);
        Fields fields = new Fields(JsonBody.object(request));
        IfMatch onlyIf = IfMatch.of(request);
        return shown(
                200,
                Changes.done(editor.replace(visitor.person(), channel.id(), name(request), fields, onlyIf), onlyIf));
    }

    private Answer delete(WebRequest request, Visitor visitor) {
        Channel channel = channels.of(request, visitor);
        IfMatch onlyIf = IfMatch.of(request);
        T gone = Changes.done(editor.delete(items, visitor.person(), channel.id(), name(request), onlyIf), onlyIf);
        return Answer.empty(204).with("ETag", IfMatch.tag(gone));
    }

    private static Answer shown(int status, Item item) {
        return Answer.json(status, Json.write(item)).with("ETag", IfMatch.tag(item));
    }

    private String link(Channel channel) {
        return settings.link("/api/channels/" + channel.id() + "/" + kind);
    }

    private static String name(WebRequest request) {
        return request.pathValues().getOrDefault("name", "");
    }

    private static String segment(String name) {
        return URLEncoder.encode(name, UTF_8).replace("+", "%20");
    }
}
