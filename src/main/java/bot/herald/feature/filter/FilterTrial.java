package bot.herald.feature.filter;

import bot.herald.event.Role;
import bot.herald.feature.Setting;
import bot.herald.feature.filter.Rules.Filter;
import bot.herald.feature.filter.Rules.Verdict;
import bot.herald.settings.RecordShape;
import bot.herald.template.Words;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the chat filters would do with a line, found out without doing it.
 *
 * @param acts whether the line would not stay
 * @param outcome what would become of it, in a sentence
 * @param verdicts of each filter, a sentence each
 */
public record FilterTrial(boolean acts, String outcome, List<String> verdicts) {
    private static final RecordShape<FilterSettings> SHAPE = Setting.Reader.shape(FilterSettings.class);

    /** The feature whose settings these are. */
    public static final String FEATURE = ChatFilters.ID;

    public FilterTrial {
        verdicts = List.copyOf(verdicts);
    }

    /**
     * @param settings as they are typed; what cannot be used is as in the defaults
     * @param role of whoever writes it, who is nobody in particular otherwise
     */
    public static FilterTrial of(JsonNode settings, Role role, String line) {
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
            verdicts.add(filter.title() + ": " + verdict(rules, filter, role, line, found) + ".");
            first = first.isEmpty() && acts ? found : first;
        }
        if (first.isPresent() && wanted.escalation()) {
            verdicts.add("From time " + (wanted.escalateAfter() + 1) + " within "
                    + Words.counted(wanted.escalationMinutes(), "minute")
                    + " on, whoever wrote it is timed out, longer each time.");
        }
        return new FilterTrial(
                first.isPresent(), first.map(FilterTrial::outcome).orElse("This would stay."), verdicts);
    }

    private static String outcome(Verdict verdict) {
        return switch (verdict.action()) {
            case DELETE -> "This would be deleted.";
            case TIME_OUT ->
                "Whoever writes this would be timed out for "
                        + Words.counted(verdict.timeOut().toSeconds(), "second") + ".";
            case WARN -> "This would be deleted, and whoever wrote it warned.";
        };
    }

    private static String verdict(Rules rules, Filter filter, Role role, String line, Optional<Verdict> found) {
        String finds = found.map(Verdict::found).orElse("nothing");
        if (!rules.isOn(filter)) {
            return found.isEmpty() ? "off" : "off; it would find " + finds;
        }
        if (found.isPresent() && rules.isExempt(filter, role)) {
            return finds + ", but who writes it is exempt";
        }
        if (found.isPresent() && rules.isLeftAlone(filter, line)) {
            return finds + ", but that command is left alone";
        }
        return "finds " + finds;
    }
}
