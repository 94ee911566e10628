package bot.herald.template;

import java.time.Instant;
import java.util.Map;

/**
 * Sample values for previews of texts. Asks nobody and counts nothing.
 *
 * @param known the values to use instead of samples
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
