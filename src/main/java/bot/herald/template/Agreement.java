package bot.herald.template;

import bot.herald.language.Language;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Has a thing agree with the number before it: what was written for many reads right when there is one. */
final class Agreement {
    private static final Pattern FIRST_WORD = Pattern.compile("( +(?:more |gift(?:ed)? )?)(\\p{L}+)(?![\\p{L}-])");

    private Agreement() {}

    /** @param text what follows the number 1 */
    static String withOne(Language language, String text) {
        Matcher word = FIRST_WORD.matcher(text);
        String singular = word.lookingAt() ? Words.singulars(language).get(word.group(2)) : null;
        return singular == null ? text : word.group(1) + singular + text.substring(word.end());
    }
}
