package bot.herald.web;

import bot.herald.channel.Channel;
import java.util.List;

/** A channel's features over HTTP. */
final class FeatureEndpoints {
    private static final String ALL = "/api/channels/{id}/features";
    private static final String ONE = ALL + "/{feature}";

    private final FeatureItems features;
    private final ItemEditor<FeatureItem> editor;
    private final ManagedChannel channels;
    private final Gate gate;

    FeatureEndpoints(FeatureItems features, ItemEditor<FeatureItem> editor, ManagedChannel channels, Gate gate) {
        this.features = features;
        this.editor = editor;
        this.channels = channels;
        this.gate = gate;
    }

    List<Route> routes() {
        return List.of(
                Route.get(ALL, gate.reading(this::list)),
                Route.get(ONE, gate.reading(this::show)),
                Route.on("PUT", ONE, gate.changing(this::replace)));
    }

    private Answer list(WebRequest request, Visitor visitor) {
        Channel channel = channels.of(request, visitor);
        return Answer.json(200, Json.write(features.list(channel.id())));
    }

    private Answer show(WebRequest request, Visitor visitor) {
        Channel channel = channels.of(request, visitor);
        return features.find(channel.id(), feature(request))
                .map(FeatureEndpoints::shown)
                .orElseThrow(() -> new ProblemException(Problem.of(404)));
    }

    private Answer replace(WebRequest request, Visitor visitor) {
        Channel channel = channels.of(request, visitor);
        Fields fields = new Fields(JsonBody.object(request));
        IfMatch onlyIf = IfMatch.of(request);
        return shown(
                Changes.done(editor.replace(visitor.person(), channel.id(), feature(request), fields, onlyIf), onlyIf));
    }

    private static Answer shown(FeatureItem item) {
        return Answer.json(200, Json.write(item)).with("ETag", IfMatch.tag(item));
    }

    private static String feature(WebRequest request) {
        return request.pathValues().getOrDefault("feature", "");
    }
}
