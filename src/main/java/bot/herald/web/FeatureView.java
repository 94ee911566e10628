package bot.herald.web;

import bot.herald.identity.Scope;
import bot.herald.settings.SettingField;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A feature in a channel as the API shows it; only the settings can be changed.
 *
 * @param enabled whether it does anything with these settings
 * @param waitingFor what has to be granted on Twitch first
 * @param settings not to be changed in place
 * @param fields which settings there are, for programs that build forms
 */
record FeatureView(
        String id,
        String title,
        String summary,
        boolean enabled,
        List<Awaited> waitingFor,
        ObjectNode settings,
        List<Map<String, Object>> fields) {
    static final String BOT = "bot";
    static final String BROADCASTER = "channel";

    /**
     * A permission that was not granted.
     *
     * @param account who has to grant it: {@code bot} or {@code channel}
     * @param words what the bot cannot do without it; completes "it cannot …"
     */
    record Awaited(String account, String scope, String words) {}

    FeatureView {
        waitingFor = List.copyOf(waitingFor);
        fields = List.copyOf(fields);
    }

    /** The same feature, waiting for something else. */
    FeatureView waitingFor(List<Awaited> others) {
        return new FeatureView(id, title, summary, enabled, others, settings, fields);
    }

    static Awaited awaited(String account, Scope scope) {
        return new Awaited(account, scope.value(), ScopeWords.cannot(scope));
    }

    static Map<String, Object> field(SettingField field) {
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
                // There is nothing to add for these.
            }
        }
        return shown;
    }
}
