package bot.herald.web;

import bot.herald.account.AuditEntry;
import bot.herald.account.AuditEntry.Action;
import bot.herald.account.AuditEntry.Edit;
import bot.herald.language.Sentences;
import bot.herald.settings.Documents.Shown;
import bot.herald.settings.SettingField;
import bot.herald.template.Characters;
import bot.herald.web.pages.Frame;
import bot.herald.web.pages.LogRow.Diff;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What an edit changed, field by field, in the words of the form. */
final class AuditDiff {
    private static final int LONGEST = 300;
    /** Fields worth showing of something that was added or deleted. */
    private static final Set<String> SAYING =
            Set.of("text", "aliases", "messages", "intervalMinutes", "when", "value", "category", "title");
    /** Fields that change by themselves, not by an edit. */
    private static final Set<String> COUNTED = Set.of("count");

    private final Editors editing;

    AuditDiff(Editors editing) {
        this.editing = editing;
    }

    /** What the entry changed; for something added or deleted, its main fields. */
    List<Diff> of(AuditEntry entry, Sentences say) {
        if (entry.edit().isEmpty() || entry.action() == Action.FEATURE_ACTED || entry.action() == Action.MOVED_IN) {
            return List.of();
        }
        Edit edit = entry.edit().get();
        JsonNode before = read(edit.before());
        JsonNode after = read(edit.after());
        return between(entry, before, after, before.isMissingNode() || after.isMissingNode(), say);
    }

    /** How the current state differs from what an undo would put back. */
    List<Diff> ofConflict(AuditEntry entry, Optional<JsonNode> now, Sentences say) {
        JsonNode before = read(entry.edit().flatMap(Edit::before));
        return between(entry, now.orElse(MissingNode.getInstance()), before, false, say);
    }

    private static JsonNode read(Optional<String> json) {
        return json.map(Json::read).orElse(MissingNode.getInstance());
    }

    private List<Diff> between(AuditEntry entry, JsonNode before, JsonNode after, boolean sayingOnly, Sentences say) {
        Map<String, JsonNode> was = new LinkedHashMap<>();
        Map<String, JsonNode> is = new LinkedHashMap<>();
        flatten("", before, was);
        flatten("", after, is);
        Set<String> names = new LinkedHashSet<>(is.keySet());
        names.addAll(was.keySet());
        Map<String, SettingField> fields = fields(entry);
        List<Diff> diffs = new ArrayList<>();
        for (String name : names) {
            Optional<SettingField> field = Optional.ofNullable(fields.get(name));
            String shownBefore = shown(was.get(name), field, say);
            String shownAfter = shown(is.get(name), field, say);
            if (!shownBefore.equals(shownAfter) && !COUNTED.contains(name) && (!sayingOnly || SAYING.contains(name))) {
                diffs.add(new Diff(
                        Frame.TEXTS.like(field.map(SettingField::label).orElse(name), say.language()),
                        shownBefore,
                        shownAfter));
            }
        }
        return diffs;
    }

    private Map<String, SettingField> fields(AuditEntry entry) {
        return editing
                .of(entry.action())
                .flatMap(editor -> switch (editor.documents().extent()) {
                    case OPEN -> Optional.of(editor.documents().blank());
                    case ONE, FIXED ->
                        editor.documents()
                                .find(
                                        entry.broadcaster(),
                                        entry.edit().map(Edit::item).orElse(""));
                })
                .map(Shown::fields)
                .orElse(List.of())
                .stream()
                .collect(Collectors.toMap(SettingField::name, field -> field, (one, other) -> one));
    }

    private static void flatten(String path, JsonNode node, Map<String, JsonNode> into) {
        node.properties().forEach(field -> {
            if (field.getValue().isObject()) {
                flatten(path + field.getKey() + ".", field.getValue(), into);
            } else {
                into.put(path + field.getKey(), field.getValue());
            }
        });
    }

    private static String shown(
            @org.jspecify.annotations.Nullable JsonNode value, Optional<SettingField> field, Sentences say) {
        boolean isChoice =
                field.filter(one -> one.kind() == SettingField.Kind.CHOICE).isPresent();
        String text = value == null ? "" : isChoice ? RoleWords.choice(value.asText(), say) : words(value, say);
        return Characters.shortened(LONGEST, text);
    }

    private static String words(JsonNode value, Sentences say) {
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(JsonNode::asText)
                    .collect(Collectors.joining(" / "));
        }
        if (value.isBoolean()) {
            return say.say(value.booleanValue() ? "log.on" : "log.off");
        }
        return value.isNull() ? "" : value.asText();
    }
}
