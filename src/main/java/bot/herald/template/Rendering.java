package bot.herald.template;

import bot.herald.language.Language;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Builds one message, and beside it a copy without the words that viewers chose. */
final class Rendering {
    private static final Pattern FIRST_WORD = Pattern.compile("( +(?:more |gift(?:ed)? )?)(\\p{L}+)(?![\\p{L}-])");

    private final TemplateValues values;
    private final RandomGenerator random;
    private final StringBuilder said = new StringBuilder();
    private final StringBuilder own = new StringBuilder();
    private boolean chosenByStranger;
    private boolean one;

    Rendering(TemplateValues values, RandomGenerator random) {
        this.values = values;
        this.random = random;
    }

    TemplateValues values() {
        return values;
    }

    RandomGenerator random() {
        return random;
    }

    void literal(String text) {
        said.append(one ? withOne(values.language(), text) : text);
        own.append(text);
        one = false;
    }

    /** Makes the noun singular after the number 1, since texts are written for the plural. */
    private static String withOne(Language language, String text) {
        Matcher word = FIRST_WORD.matcher(text);
        String singular = word.lookingAt() ? Words.singulars(language).get(word.group(2)) : null;
        return singular == null ? text : word.group(1) + singular + text.substring(word.end());
    }

    /** A value that no viewer chose. */
    void own(String text) {
        value(text, text);
    }

    /** @param ownText the same with {@link Template#GAP} in place of what a viewer chose */
    void value(String text, String ownText) {
        // If only spaces come before it, whoever chose this value chose the first word of the line.
        chosenByStranger |= ChatText.clean(said.toString()).isEmpty();
        said.append(text);
        own.append(ownText);
        one = text.equals("1");
    }

    /** Renders something that is not said itself, such as a condition. */
    Template.Said part(List<Node> nodes) {
        Rendering part = new Rendering(values, random);
        nodes.forEach(node -> node.say(part));
        return new Template.Said(part.said.toString(), part.own.toString());
    }

    Template.Said whole() {
        String whole = ChatText.shortened(ChatText.clean(said.toString()));
        return new Template.Said(
                chosenByStranger ? ChatText.harmlessFromStranger(whole) : ChatText.harmless(whole),
                ChatText.clean(own.toString()));
    }
}
