package bot.herald.settings;

import bot.herald.language.Texts;
import bot.herald.template.ChatText;
import bot.herald.template.Placeholder;
import bot.herald.template.Template;
import bot.herald.template.TemplateProblem;
import java.util.List;
import java.util.Set;

/** Validates a text that the bot says. */
public final class TextCheck {
    private static final Texts TEXTS = Texts.beside(TextCheck.class);

    private TextCheck() {}

    /**
     * @param field as in {@link Problem#field}
     * @param what a word for the text, used in messages
     * @return empty if the text can be saved
     */
    public static List<Problem> of(String field, String what, String text, Set<Placeholder> allowed) {
        if (ChatText.clean(text).isEmpty()) {
            return List.of(new Problem(field, TEXTS.saying("text.empty", "subject", SettingField.subject(what))));
        }
        if (ChatText.isTooLong(text)) {
            return List.of(new Problem(
                    field, TEXTS.saying("text.long", "subject", SettingField.subject(what), "most", ChatText.LONGEST)));
        }
        return Template.parse(text, allowed) instanceof Template.Parsed.Bad bad
                ? problems(field, bad.problems())
                : List.of();
    }

    /** Placeholders that another bot would understand, with Herald's instead. */
    static List<Problem> otherBotsPlaceholders(String field, String text, Set<Placeholder> allowed) {
        return problems(field, Template.otherBotsPlaceholders(text, allowed));
    }

    private static List<Problem> problems(String field, List<TemplateProblem> problems) {
        return problems.stream()
                .map(problem -> new Problem(field, problem.saying()))
                .toList();
    }
}
