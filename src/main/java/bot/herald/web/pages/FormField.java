package bot.herald.web.pages;

import java.util.List;

/**
 * One field of a form.
 *
 * @param group the part of the form it belongs to; empty for none
 * @param kind {@code text}, {@code number}, {@code area}, {@code check} or {@code select}
 * @param hint what may stand in it; empty for none
 * @param value as typed; of a check {@code on} or empty
 * @param options to select from
 * @param error what is wrong with the value; empty for nothing
 */
public record FormField(
        String name,
        String group,
        String label,
        String hint,
        String kind,
        String value,
        List<String> options,
        String error) {}
