package bot.herald.feature;

import java.util.List;

/**
 * One component of a feature's settings, as people see it.
 *
 * @param name the component's, and so the field's in JSON
 * @param least the least number allowed; only for {@link Kind#NUMBER}
 * @param most the greatest number allowed; only for {@link Kind#NUMBER}
 * @param choices what may be chosen; only for {@link Kind#CHOICE}
 */
public record SettingField(
        String name, Kind kind, String label, String help, int least, int most, List<String> choices) {
    /** How it is typed, and what it is in JSON. */
    public enum Kind {
        FLAG,
        NUMBER,
        TEXT,
        /** A list of texts. */
        LINES,
        CHOICE
    }

    public SettingField {
        choices = List.copyOf(choices);
    }
}
