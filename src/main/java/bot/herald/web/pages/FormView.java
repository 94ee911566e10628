package bot.herald.web.pages;

import java.util.List;

/**
 * A form that changes something.
 *
 * @param token has to come back with it
 * @param version of what is changed; empty for what is new
 * @param errors what is wrong with the whole
 */
public record FormView(
        String action, String token, String version, String submit, List<FormField> fields, List<String> errors) {
    /** Whether anything is wrong. */
    public boolean isRefused() {
        return !errors.isEmpty()
                || fields.stream().anyMatch(field -> !field.error().isEmpty());
    }
}
