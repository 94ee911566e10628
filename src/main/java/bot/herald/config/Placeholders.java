package bot.herald.config;

import bot.herald.config.ValueReaders.BadValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces <code>${NAME}</code> with the variable's value; does not expand placeholders in that value. */
final class Placeholders {
    private static final Pattern OPENING =
            Pattern.compile("(?<escaped>\\$\\$\\{)|\\$\\{(?<name>[A-Za-z_][A-Za-z0-9_]*)}|(?<broken>\\$\\{)");

    /** In a message. */
    private static final int LONGEST_NAME = 60;

    private Placeholders() {}

    /** @throws BadValue naming a variable that is not set */
    static String resolve(String text, Map<String, String> environment) {
        Matcher matcher = OPENING.matcher(text);
        StringBuilder resolved = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(resolved, Matcher.quoteReplacement(replacement(matcher, environment)));
        }
        return matcher.appendTail(resolved).toString();
    }

    private static String replacement(Matcher matcher, Map<String, String> environment) {
        if (matcher.group("escaped") != null) {
            return "${";
        }
        if (matcher.group("broken") != null) {
            throw new BadValue("holds a '${' without a variable name and '}'; write '$${' for a plain '${'");
        }
        String name = matcher.group("name");
        String value = environment.get(name);
        if (value == null) {
            String shown = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "...";
            throw new BadValue("the environment variable " + shown + " is not set; set it, or write the value here");
        }
        return value;
    }

    /** Whether the text is one placeholder and nothing else. */
    static boolean isOne(String text) {
        Matcher matcher = OPENING.matcher(text);
        return matcher.matches() && matcher.group("name") != null;
    }

    static List<String> names(String text) {
        List<String> names = new ArrayList<>();
        Matcher matcher = OPENING.matcher(text);
        while (matcher.find()) {
            String name = matcher.group("name");
            if (name != null) {
                names.add(name);
            }
        }
        return names;
    }
}
