package bot.herald.feature.command;

import bot.herald.event.Role;
import bot.herald.settings.Problem;
import bot.herald.template.Placeholder;
import bot.herald.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Finds what a command's answer may not do, though its text is right. */
final class AnswerCheck {
    private static final int MOST_ADDRESSES = 2;

    private AnswerCheck() {}

    /**
     * @param role the least role that may use the command
     * @param mayFetch whether texts may ask a host
     */
    static List<Problem> of(String text, Role role, Predicate<String> mayFetch) {
        List<Problem> problems = new ArrayList<>();
        if (Template.parse(text, Placeholder.COMMAND) instanceof Template.Parsed.Good good) {
            Template template = good.template();
            if (template.setsCounter() && !role.isAtLeast(Role.MODERATOR)) {
                problems.add(new Problem(
                        "text",
                        "Only commands for moderators can set a counter with =. Change the role, or use + instead."));
            }
            if (template.fetches() > MOST_ADDRESSES) {
                problems.add(new Problem("text", "A text can ask at most " + MOST_ADDRESSES + " addresses."));
            }
            template.hosts().stream()
                    .filter(mayFetch.negate())
                    .forEach(host -> problems.add(new Problem(
                            "text",
                            host
                                    + " is not among the addresses that this bot may ask. Whoever runs the bot can add it to"
                                    + " fetch.allow.")));
        }
        return problems;
    }
}
