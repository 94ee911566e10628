package bot.herald.feature.alert;

import static bot.herald.template.Placeholder.INPUT;
import static bot.herald.template.Placeholder.USER;

import bot.herald.language.Language;
import bot.herald.template.Placeholder;
import bot.herald.template.Template;
import bot.herald.template.TemplateValues;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Renders thank-you messages. */
final class AlertTexts {
    private AlertTexts() {}

    /** The message; empty if the stored text is no longer valid. */
    static Optional<Template.Said> rendered(
            String text, Set<Placeholder> allowed, Values values, RandomGenerator random) {
        return Template.parse(text, allowed) instanceof Template.Parsed.Good good
                ? Optional.of(good.template().said(values, random))
                : Optional.empty();
    }

    record Values(Map<Placeholder, String> values, Instant now, Language language) implements TemplateValues {
        @Override
        public String of(Placeholder placeholder) {
            return values.getOrDefault(placeholder, "");
        }

        @Override
        public String own(Placeholder placeholder, String value) {
            return placeholder == USER || placeholder == INPUT ? Template.GAP : value;
        }
    }
}
