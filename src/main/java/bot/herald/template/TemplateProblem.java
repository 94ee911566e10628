package bot.herald.template;

import bot.herald.language.Language;
import bot.herald.language.Saying;

/**
 * Why a text cannot be saved.
 *
 * @param position of the mistake, counting characters from 1
 * @param saying what is wrong, where, and what to write instead
 */
public record TemplateProblem(int position, Saying saying) {
    /** In English. */
    public String message() {
        return saying.in(Language.EN);
    }
}
