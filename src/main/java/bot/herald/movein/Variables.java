package bot.herald.movein;

import bot.herald.template.Placeholder;
import bot.herald.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Maps the contents of other bots' variables to Herald's placeholders. */
final class Variables {
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("user", "{user}"),
            Map.entry("user.name", "{user}"),
            Map.entry("username", "{user}"),
            Map.entry("userdisplayname", "{user}"),
            Map.entry("sender", "{user}"),
            Map.entry("sender.name", "{user}"),
            Map.entry("touser", "{1|{user}}"),
            Map.entry("touser.name", "{1|{user}}"),
            Map.entry("target", "{1|{user}}"),
            Map.entry("targetname", "{1|{user}}"),
            Map.entry("query", "{args}"),
            Map.entry("args", "{args}"),
            Map.entry("msg", "{args}"),
            Map.entry("echo", "{args}"),
            Map.entry("1:", "{args}"),
            Map.entry("querystring", "{args:url}"),
            Map.entry("queryescape", "{args:url}"),
            Map.entry("count", "{count}"),
            Map.entry("channel", "{channel}"),
            Map.entry("channel.name", "{channel}"),
            Map.entry("channel.display_name", "{channel}"),
            Map.entry("channelname", "{channel}"),
            Map.entry("mychannel", "{channel}"),
            Map.entry("streamer", "{channel}"),
            Map.entry("game", "{game}"),
            Map.entry("channel.game", "{game}"),
            Map.entry("currentgame", "{game}"),
            Map.entry("category", "{game}"),
            Map.entry("title", "{title}"),
            Map.entry("channel.title", "{title}"),
            Map.entry("status", "{title}"),
            Map.entry("uptime", "{uptime}"),
            Map.entry("channel.uptime", "{uptime}"),
            Map.entry("#", "{random:1-100}"),
            Map.entry("random.chatter", "{pick.chatter}"),
            Map.entry("randuser", "{pick.chatter}"));

    /** PhantomBot's variables, written {@code (name)}. Other parentheses are ordinary. */
    private static final Set<String> IN_PARENTHESES = Set.of(
            "sender",
            "touser",
            "query",
            "echo",
            "count",
            "game",
            "status",
            "uptime",
            "channelname",
            "customapi",
            "#",
            "1",
            "2",
            "3",
            "4",
            "5",
            "6",
            "7",
            "8",
            "9",
            "random",
            "readfile",
            "pay",
            "price",
            "points",
            "pointname",
            "customapijson",
            "lasttip",
            "followage",
            "age",
            "command",
            "baresender");

    /** Known variables of other bots that have no counterpart. */
    private static final Set<String> FOREIGN = Set.of(
            "points",
            "currency",
            "currencyname",
            "hours",
            "rank",
            "toppoints",
            "tophours",
            "readfile",
            "savetofile",
            "cost",
            "overlay",
            "readline",
            "songrequest",
            "currentsong",
            "lastsong",
            "nextsong",
            "giveawayuser",
            "followers");

    private static final Pattern ARGUMENT = Pattern.compile("(?:arg|index|args\\.)?\\s?\\[?([1-9])]?");
    private static final Pattern DEFAULTED = Pattern.compile("([1-9])\\s*\\|\\s*(?:\"([^\"|{}]*)\"|'?([^'|{}]*)'?)");
    private static final Pattern RANGE = Pattern.compile(
            "(?:random[. ]|randnum |rand |randomnumber |# ?|random\\.number )\\(?\\[?\\s*([0-9]{1,9})\\s*[-, ]\\s*([0-9]{1,9})]?\\)?");
    private static final Pattern PICK = Pattern.compile("random\\.pick\\s+(.+)", Pattern.DOTALL);
    private static final Pattern QUOTED = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");
    private static final Pattern COUNTER = Pattern.compile("(getcount|count)\\s+\"?([\\p{L}\\p{N}_]{1,30})\"?");
    private static final Pattern ADDRESS =
            Pattern.compile("(?:urlfetch|customapi|readapi|fetch|readurl)[. ]\\s*(\\S.*)", Pattern.DOTALL);
    private static final Pattern TIME = Pattern.compile("time[. ]\\s*(\\S+?)(?:\\s+[\"'](.+)[\"'])?");
    private static final Pattern PLAIN_FORMAT = Pattern.compile("[Hhms: .]+[aA]?");

    private Variables() {}

    /** @param inside without brackets */
    static Optional<String> translated(String inside) {
        String written = inside.strip();
        String name = written.toLowerCase(Locale.ROOT);
        String word = WORDS.get(name);
        if (word != null) {
            return Optional.of(word);
        }
        Matcher argument = ARGUMENT.matcher(name);
        if (argument.matches()) {
            return Optional.of("{" + argument.group(1) + "}");
        }
        Matcher defaulted = DEFAULTED.matcher(written);
        if (defaulted.matches()) {
            String otherwise = defaulted.group(2) == null ? defaulted.group(3) : defaulted.group(2);
            return valid("{" + defaulted.group(1) + "|" + otherwise + "}");
        }
        Matcher range = RANGE.matcher(name);
        if (range.matches()) {
            return valid("{random:" + range.group(1) + "-" + range.group(2) + "}");
        }
        Matcher counter = COUNTER.matcher(name);
        if (counter.matches()) {
            return valid("{counter:" + counter.group(2) + (counter.group(1).equals("count") ? "+1}" : "}"));
        }
        return longer(written, name);
    }

    private static Optional<String> longer(String written, String name) {
        Matcher pick = PICK.matcher(written);
        if (pick.matches()) {
            return pick(pick.group(1));
        }
        Matcher address = ADDRESS.matcher(written);
        if (address.matches()) {
            // Nightbot's form for scripts passes JSON.
            return name.startsWith("urlfetch json ")
                    ? Optional.empty()
                    : valid("{fetch:"
                            + Translator.translate(unquoted(address.group(1).strip()))
                                    .text() + "}");
        }
        Matcher time = TIME.matcher(written);
        return time.matches() ? time(time.group(1), time.group(2)) : Optional.empty();
    }

    private static Optional<String> time(String zone, String format) {
        if (format == null) {
            return valid("{time:" + zone + "}");
        }
        return PLAIN_FORMAT.matcher(format).matches()
                ? valid("{time:" + zone + " " + format.replace('A', 'a') + "}")
                : Optional.empty();
    }

    private static Optional<String> pick(String given) {
        List<String> choices = new ArrayList<>();
        Matcher one = QUOTED.matcher(given);
        while (one.find()) {
            String choice = one.group(1) != null ? one.group(1) : one.group(2) != null ? one.group(2) : one.group(3);
            String translated = Translator.translate(choice).text();
            if (choice.indexOf('|') >= 0 || translated.contains("{{") || translated.contains("}}")) {
                return Optional.empty();
            }
            choices.add(translated);
        }
        return valid("{pick:" + String.join("|", choices) + "}");
    }

    private static String unquoted(String text) {
        boolean isQuoted = text.length() > 1
                && text.charAt(0) == text.charAt(text.length() - 1)
                && (text.charAt(0) == '"' || text.charAt(0) == '\'');
        return isQuoted ? text.substring(1, text.length() - 1) : text;
    }

    private static Optional<String> valid(String placeholder) {
        return Template.parse(placeholder, Placeholder.COMMAND) instanceof Template.Parsed.Good
                ? Optional.of(placeholder)
                : Optional.empty();
    }

    static boolean isInParentheses(String name) {
        return IN_PARENTHESES.contains(name);
    }

    static boolean isForeign(String name) {
        return FOREIGN.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Why it cannot be translated, as a sentence. */
    static String reason(String inside, String whole) {
        Matcher address = ADDRESS.matcher(inside.strip());
        return address.matches() && unquoted(address.group(1)).startsWith("http://")
                ? whole + " asks an address without https."
                : whole + " has no counterpart.";
    }
}
