package bot.herald.web;

import bot.herald.channel.Channel;
import java.util.List;

/** A channel's settings, one object, over HTTP. */
final class SettingsEndpoints {
    private static final String PATH = "/api/channels/{id}/settings";
    private static final String NAME = "settings";

    private final Editable<SettingsItem> settings;
    private final ItemEditor<SettingsItem> editor;
    private final ManagedChannel channels;
    private final Gate gate;

    SettingsEndpoints(
            Editable<SettingsItem> settings, ItemEditor<SettingsItem> editor, ManagedChannel channels, Gate gate) {
        this.settings = settings;
        this.editor = editor;
        this.channels = channels;
        this.gate = gate;
    }

    List<Route> routes() {
        return List.of(Route.get(PATH, gate.reading(this::show)), Route.on("PUT", PATH, gate.changing(this::replace)));
    }

    private Answer show(WebRequest request, Visitor visitor) {
        Channel channel = channels.of(request, visitor);
        return shown(settings.find(channel.id(), NAME).orElseThrow());
    }

    private Answer replace(WebRequest request, Visitor visitor) {
        Channel channel = channels.of(request, visitor);
        Fields fields = new Fields(JsonBody.object(request));
        IfMatch onlyIf = IfMatch.of(request);
        return shown(Changes.done(editor.replace(visitor.person(), channel.id(), NAME, fields, onlyIf), onlyIf));
    }

    private static Answer shown(SettingsItem item) {
        return Answer.json(200, Json.write(item)).with("ETag", IfMatch.tag(item));
    }
}
