package bot.herald.web;

import bot.herald.feature.SettingField;
import bot.herald.identity.Scope;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A feature in a channel as the API shows it; of what it shows, the settings can be changed.
 *
 * @param enabled whether it does anything with these settings
 * @param waitingFor what has to be granted at Twitch first
 * @param settings not to be changed in place
 * @param shape what may stand in the settings
 */
public record FeatureItem(
        String id,
        String title,
        String summary,
        boolean enabled,
        List<Awaited> waitingFor,
        ObjectNode settings,
        @JsonIgnore List<SettingField> shape,
        @JsonIgnore long version)
        implements Item {
    public static final String BOT = "bot";
    public static final String BROADCASTER = "channel";

    /**
     * A permission that was not granted.
     *
     * @param account who has to grant it: {@code bot} or {@code channel}
     * @param words what the bot cannot do without it; completes "it cannot …"
     */
    public record Awaited(String account, String scope, String words) {}

    public FeatureItem {
        waitingFor = List.copyOf(waitingFor);
        shape = List.copyOf(shape);
    }

    public static Awaited awaited(String account, Scope scope) {
        return new Awaited(account, scope.value(), ScopeWords.cannot(scope));
    }

    @Override
    @JsonIgnore
    public String name() {
        return id;
    }

    /** The settings' fields, for those who build forms. */
    @JsonProperty
    List<Map<String, Object>> fields() {
        return shape.stream().map(FeatureItem::field).toList();
    }

    private static Map<String, Object> field(SettingField field) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("name", field.name());
        shown.put("kind", field.kind().name().toLowerCase(Locale.ROOT));
        shown.put("label", field.label());
        shown.put("help", field.help());
        switch (field.kind()) {
            case NUMBER -> {
                shown.put("minimum", field.least());
                shown.put("maximum", field.most());
            }
            case CHOICE -> shown.put("choices", field.choices());
            case FLAG, TEXT, LINES -> {
                // There is nothing more to say of these.
            }
        }
        return shown;
    }

    /** Who granted what is no change of the item. */
    @Override
    public Item withoutUse() {
        return new FeatureItem(id, title, summary, enabled, List.of(), settings, List.of(), version);
    }

    @Override
    public Object audited() {
        return settings;
    }

    static FeatureItem read(Fields fields, FeatureItem before) {
        List.of("id", "title", "summary", "waitingFor", "fields").forEach(fields::leaveAlone);
        fields.unchangeable("enabled", before.enabled, "Whether it is on follows from its settings; change those.");
        ObjectNode settings = before.settings.deepCopy();
        Fields given = fields.inner("settings");
        for (SettingField field : before.shape) {
            read(given, field, settings);
        }
        return new FeatureItem(
                before.id,
                before.title,
                before.summary,
                before.enabled,
                before.waitingFor,
                settings,
                before.shape,
                before.version);
    }

    private static void read(Fields given, SettingField field, ObjectNode settings) {
        String name = field.name();
        switch (field.kind()) {
            case FLAG -> settings.put(name, given.flag(name, settings.path(name).asBoolean()));
            case NUMBER ->
                settings.put(name, given.number(name, settings.path(name).asInt()));
            case TEXT, CHOICE ->
                settings.put(name, given.text(name, settings.path(name).asText()));
            case LINES -> {
                List<String> before = new ArrayList<>();
                settings.path(name).forEach(line -> before.add(line.asText()));
                ArrayNode lines = settings.putArray(name);
                given.texts(name, before).forEach(lines::add);
            }
        }
    }
}
