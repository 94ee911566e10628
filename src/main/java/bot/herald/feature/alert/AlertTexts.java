package bot.herald.feature.alert;

import static bot.herald.template.Placeholder.BITS;
import static bot.herald.template.Placeholder.CHANNEL;
import static bot.herald.template.Placeholder.COUNT;
import static bot.herald.template.Placeholder.INPUT;
import static bot.herald.template.Placeholder.MONTHS;
import static bot.herald.template.Placeholder.REWARD;
import static bot.herald.template.Placeholder.TIER;
import static bot.herald.template.Placeholder.USER;
import static bot.herald.template.Placeholder.with;

import bot.herald.settings.Problem;
import bot.herald.settings.TextCheck;
import bot.herald.template.Placeholder;
import bot.herald.template.Template;
import bot.herald.template.TemplateValues;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** The words of thanks: what may stand in them, and what is said. */
final class AlertTexts {
    static final Set<Placeholder> FOLLOW = with(Placeholder.ANYWHERE, USER, COUNT, CHANNEL);
    static final Set<Placeholder> SUBSCRIPTION = with(Placeholder.ANYWHERE, USER, TIER, CHANNEL);
    static final Set<Placeholder> RESUBSCRIPTION = with(Placeholder.ANYWHERE, USER, TIER, MONTHS, INPUT, CHANNEL);
    static final Set<Placeholder> GIFT = with(Placeholder.ANYWHERE, USER, COUNT, TIER, CHANNEL);
    static final Set<Placeholder> CHEER = with(Placeholder.ANYWHERE, USER, BITS, INPUT, CHANNEL);
    static final Set<Placeholder> REDEMPTION = with(Placeholder.ANYWHERE, USER, REWARD, INPUT, CHANNEL);

    private AlertTexts() {}

    static List<Problem> problems(AlertSettings settings) {
        List<Problem> problems = new ArrayList<>();
        problems.addAll(TextCheck.of("followText", "text", settings.followText(), FOLLOW));
        problems.addAll(TextCheck.of("subscriptionText", "text", settings.subscriptionText(), SUBSCRIPTION));
        problems.addAll(TextCheck.of("resubscriptionText", "text", settings.resubscriptionText(), RESUBSCRIPTION));
        problems.addAll(TextCheck.of("giftText", "text", settings.giftText(), GIFT));
        problems.addAll(TextCheck.of("cheerText", "text", settings.cheerText(), CHEER));
        problems.addAll(TextCheck.of("redemptionText", "text", settings.redemptionText(), REDEMPTION));
        return List.copyOf(problems);
    }

    /** What to say; empty if the text has become a bad one since it was saved. */
    static Optional<Template.Said> rendered(
            String text,
            Set<Placeholder> allowed,
            Map<Placeholder, String> values,
            RandomGenerator random,
            Instant now) {
        return Template.parse(text, allowed) instanceof Template.Parsed.Good good
                ? Optional.of(good.template().said(new Values(values, now), random))
                : Optional.empty();
    }

    private record Values(Map<Placeholder, String> values, Instant now) implements TemplateValues {
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
