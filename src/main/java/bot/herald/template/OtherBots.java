package bot.herald.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds placeholders in other bots' syntax: <code>$(user)</code>, <code>${user}</code> and <code>$user</code>. Herald would say
 * them as they are, or with a dollar sign before the name, which nobody means.
 */
final class OtherBots {
    private static final Pattern WRITTEN = Pattern.compile(
            "\\$(?:\\(\\s*(?<round>[A-Za-z_.]+|[1-9])\\b[^()]*\\)|\\{(?<curly>[A-Za-z_.]+)}|(?<bare>[A-Za-z_]+))");

    private static final Map<String, Placeholder> WORDS = Map.ofEntries(
            Map.entry("user", Placeholder.USER),
            Map.entry("username", Placeholder.USER),
            Map.entry("userdisplayname", Placeholder.USER),
            Map.entry("sender", Placeholder.USER),
            Map.entry("touser", Placeholder.TOUSER),
            Map.entry("target", Placeholder.TOUSER),
            Map.entry("targetname", Placeholder.TOUSER),
            Map.entry("channel", Placeholder.CHANNEL),
            Map.entry("channelname", Placeholder.CHANNEL),
            Map.entry("streamer", Placeholder.CHANNEL),
            Map.entry("game", Placeholder.GAME),
            Map.entry("title", Placeholder.TITLE),
            Map.entry("uptime", Placeholder.UPTIME),
            Map.entry("raider", Placeholder.RAIDER),
            Map.entry("viewers", Placeholder.VIEWERS));

    /** Behind a dollar sign and in braces these may be an amount of money: <code>${count}</code>, <code>${1}</code>. */
    private static final Map<String, Placeholder> NUMBERS = Map.ofEntries(
            Map.entry("query", Placeholder.ARGS),
            Map.entry("args", Placeholder.ARGS),
            Map.entry("querystring", Placeholder.ARGS),
            Map.entry("count", Placeholder.COUNT),
            Map.entry("getcount", Placeholder.COUNTER),
            Map.entry("random", Placeholder.RANDOM),
            Map.entry("time", Placeholder.TIME),
            Map.entry("countdown", Placeholder.UNTIL),
            Map.entry("countup", Placeholder.SINCE),
            Map.entry("math", Placeholder.MATH),
            Map.entry("urlfetch", Placeholder.FETCH),
            Map.entry("customapi", Placeholder.FETCH));

    private OtherBots() {}

    /** @param allowed the placeholders to suggest; those of other bots that match none of them are left alone */
    static List<TemplateProblem> problems(String text, Set<Placeholder> allowed) {
        List<TemplateProblem> problems = new ArrayList<>();
        Matcher matcher = WRITTEN.matcher(text);
        while (matcher.find()) {
            Placeholder ours = ours(matcher);
            if (ours != null && allowed.contains(ours)) {
                String example = matcher.group("round") != null && ours == Placeholder.ARGUMENT
                        ? "{" + matcher.group("round") + "}"
                        : ours.example();
                problems.add(TemplateParser.problem(
                        text,
                        matcher.start(),
                        TemplateParser.TEXTS.saying("other-bots", "written", matcher.group()),
                        TemplateParser.TEXTS.saying("write", "example", example)));
            }
        }
        return problems;
    }

    private static @Nullable Placeholder ours(Matcher found) {
        if (found.group("round") != null) {
            String word = firstPart(found.group("round"));
            Placeholder argument = Character.isDigit(word.charAt(0)) ? Placeholder.ARGUMENT : NUMBERS.get(word);
            return WORDS.getOrDefault(word, argument);
        }
        return WORDS.get(firstPart(found.group("curly") == null ? found.group("bare") : found.group("curly")));
    }

    /** {@code user} of {@code user.name}, {@code random} of {@code random.1-6}. */
    private static String firstPart(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        int dot = lower.indexOf('.');
        return dot <= 0 ? lower : lower.substring(0, dot);
    }
}
