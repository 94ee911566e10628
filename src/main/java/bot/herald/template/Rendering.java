package bot.herald.template;

import bot.herald.language.Language;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One message in the making, and beside it what of it nobody but the channel chose. */
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

    /** Has a thing agree with the number 1 before it: what was written for many reads right when there is one. */
    private static String withOne(Language language, String text) {
        Matcher word = FIRST_WORD.matcher(text);
        String singular = word.lookingAt() ? Words.singulars(language).get(word.group(2)) : null;
        return singular == null ? text : word.group(1) + singular + text.substring(word.end());
    }

    /** Something that the channel's text alone decides. */
    void own(String text) {
        value(text, text);
    }

    /** @param ownText the same with {@link Template#GAP} where a viewer chose */
    void value(String text, String ownText) {
        // A literal of nothing but spaces leaves the first word to whoever chose the value behind it.
        chosenByStranger |= ChatText.clean(said.toString()).isEmpty();
        said.append(text);
        own.append(ownText);
        one = text.equals("1");
    }

    /** A part that is not said itself, such as a condition. */
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
