package bot.herald.template;

import java.time.Instant;
import java.util.Map;

/**
 * Stands in for what only chat and Twitch can tell, so that a text can be shown before it is saved: nothing is asked and nothing
 * counted.
 *
 * @param known what is known already
 */
public record SampleValues(Map<Placeholder, String> known, Instant now) implements TemplateValues {
    public SampleValues {
        known = Map.copyOf(known);
    }

    @Override
    public String of(Placeholder placeholder) {
        return known.getOrDefault(placeholder, placeholder.sample());
    }
}
