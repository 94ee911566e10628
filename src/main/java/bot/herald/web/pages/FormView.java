package bot.herald.web.pages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A form that changes something.
 *
 * @param token has to come back with it
 * @param version of what is changed; empty for what is new
 * @param errors what is wrong with the whole
 * @param isRefused whether an attempt to save it failed
 * @param preview how its texts look in chat
 * @param attempt what the preview answers to
 */
public record FormView(
        String action,
        String token,
        String version,
        String submit,
        List<FormField> fields,
        List<String> errors,
        boolean isRefused,
        PreviewView preview,
        PreviewView.Attempt attempt) {
    /** Those that need another look. */
    public List<FormField> wrong() {
        return fields.stream().filter(field -> !field.error().isEmpty()).toList();
    }

    /** Fields that belong together, and what they are about; empty for nothing in common. */
    public record Group(String title, List<FormField> fields) {
        /** Whether the first of them switches the others on and off. */
        public boolean isSwitched() {
            return fields.size() > 1 && fields.get(0).kind().equals("check");
        }

        /** In the page. */
        public String id() {
            return "of-" + fields.get(0).name();
        }
    }

    /** In the order of their first fields. */
    public List<Group> groups() {
        Map<String, List<FormField>> byTitle = new LinkedHashMap<>();
        fields.forEach(field -> byTitle.computeIfAbsent(field.group(), title -> new ArrayList<>())
                .add(field));
        return byTitle.entrySet().stream()
                .map(group -> new Group(group.getKey(), List.copyOf(group.getValue())))
                .toList();
    }
}
