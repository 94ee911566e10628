package bot.herald.feature.filter;

import bot.herald.event.Role;
import bot.herald.feature.Setting;
import bot.herald.feature.filter.Rules.Filter;
import bot.herald.feature.filter.Rules.Verdict;
import bot.herald.language.Language;
import bot.herald.language.Saying;
import bot.herald.language.Sentences;
import bot.herald.settings.RecordShape;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What the chat filters would do about a line.
 *
 * @param acts whether they would act on it
 * @param outcome a sentence about what would happen
 * @param verdicts a sentence for each filter
 */
public record FilterTrial(boolean acts, String outcome, List<String> verdicts) {
    private static final RecordShape<FilterSettings> SHAPE = Setting.Reader.shape(FilterSettings.class);

    /** The id of the feature. */
    public static final String FEATURE = ChatFilters.ID;

    public FilterTrial {
        verdicts = List.copyOf(verdicts);
    }

    /**
     * @param settings as typed; invalid values are replaced by the defaults
     * @param role of an invented chatter
     */
    public static FilterTrial of(JsonNode settings, Role role, String line, Language language) {
        Sentences say = ChatFilters.TEXTS.in(language);
        FilterSettings wanted = SHAPE.read(SHAPE.usable(settings), FilterSettings.DEFAULTS);
        Rules rules = new Rules(wanted);
        List<String> verdicts = new ArrayList<>();
        Optional<Verdict> first = Optional.empty();
        for (Filter filter : Filter.values()) {
            Optional<Verdict> found = rules.found(filter, line, Set.of());
            boolean acts = found.isPresent()
                    && rules.isOn(filter)
                    && !rules.isExempt(filter, role)
                    && !rules.isLeftAlone(filter, line);
            verdicts.add(say.say(
                    "trial." + filter.name().toLowerCase(Locale.ROOT),
                    "verdict",
                    say.say(verdict(rules, filter, role, line, found), "found", found(found))));
            first = first.isEmpty() && acts ? found : first;
        }
        if (first.isPresent() && wanted.escalation()) {
            verdicts.add(
                    say.counted("trial.escalates", wanted.escalationMinutes(), "time", wanted.escalateAfter() + 1));
        }
        return new FilterTrial(
                first.isPresent(),
                first.map(verdict -> outcome(verdict, say)).orElseGet(() -> say.say("trial.stays")),
                verdicts);
    }

    private static String outcome(Verdict verdict, Sentences say) {
        return switch (verdict.action()) {
            case DELETE -> say.say("trial.deleted");
            case TIME_OUT -> say.counted("trial.timed-out", verdict.timeOut().toSeconds());
            case WARN -> say.say("trial.warned");
        };
    }

    private static Saying found(Optional<Verdict> found) {
        return found.map(Verdict::found).orElseGet(() -> ChatFilters.TEXTS.saying("found.nothing"));
    }

    /** The key of the sentence's text. */
    private static String verdict(Rules rules, Filter filter, Role role, String line, Optional<Verdict> found) {
        if (!rules.isOn(filter)) {
            return found.isEmpty() ? "trial.off" : "trial.off.would";
        }
        if (found.isPresent() && rules.isExempt(filter, role)) {
            return "trial.exempt";
        }
        if (found.isPresent() && rules.isLeftAlone(filter, line)) {
            return "trial.left-alone";
        }
        return "trial.finds";
    }
}
