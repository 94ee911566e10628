package bot.herald.feature.command;

import bot.herald.event.Role;
import bot.herald.language.Texts;
import bot.herald.settings.Problem;
import bot.herald.template.Placeholder;
import bot.herald.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Finds what a command's answer must not do although its text is valid. */
final class AnswerCheck {
    private static final Texts TEXTS = CommandResponder.TEXTS;
    private static final int MOST_ADDRESSES = 2;

    private AnswerCheck() {}

    /**
     * @param role the lowest role that may use the command
     * @param mayFetch whether texts may fetch an address of a host
     */
    static List<Problem> of(String text, Role role, Predicate<String> mayFetch) {
        List<Problem> problems = new ArrayList<>();
        if (Template.parse(text, Placeholder.COMMAND) instanceof Template.Parsed.Good good) {
            Template template = good.template();
            if (template.setsCounter() && !role.isAtLeast(Role.MODERATOR)) {
                problems.add(new Problem("text", TEXTS.saying("text.sets-counter")));
            }
            if (template.fetches() > MOST_ADDRESSES) {
                problems.add(new Problem("text", TEXTS.saying("text.addresses", "most", MOST_ADDRESSES)));
            }
            template.hosts().stream()
                    .filter(mayFetch.negate())
                    .forEach(host -> problems.add(new Problem("text", TEXTS.saying("text.host", "host", host))));
        }
        return problems;
    }
}
