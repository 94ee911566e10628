package bot.herald.movein;

import bot.herald.template.Characters;
import bot.herald.template.Placeholder;
import bot.herald.template.Template;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Translates other bots' variables to Herald's placeholders. One parser handles all bots, since their forms do not clash: {@code
 * $(user)}, <code>${user}</code>, {@code $user}, <code>{user.name}</code> and {@code (sender)}. Idempotent: Herald's own
 * placeholders stay.
 */
final class Translator {
    private static final Pattern BARE = Pattern.compile("\\$([A-Za-z]+[0-9]?)(?![A-Za-z0-9])");
    private static final Pattern NAME_IN_PARENTHESES = Pattern.compile("@?(#|[a-z0-9._]+)(?: .*)?", Pattern.DOTALL);
    private static final int LONGEST_QUOTE = 40;

    private final String text;
    private final StringBuilder out = new StringBuilder();
    private final Set<String> reasons = new LinkedHashSet<>();
    private final List<ForeignVariables.Found> variables = new ArrayList<>();
    private int at;

    private Translator(String text) {
        this.text = text;
    }

    static Translation translate(String text) {
        Translator translator = new Translator(text);
        translator.run();
        String result = translator.out.toString();
        if (Template.parse(result, Placeholder.COMMAND) instanceof Template.Parsed.Good) {
            return new Translation(result, new ArrayList<>(translator.reasons));
        }
        return new Translation(shown(text), List.of("Its text could not be translated."));
    }

    /** What begins with a dollar sign and is a variable of some bot. */
    static List<ForeignVariables.Found> variables(String text) {
        Translator translator = new Translator(text);
        translator.run();
        return translator.variables;
    }

    /** Translates a timer's message, which has no viewer to name. */
    static Translation ofTimer(String text) {
        Translation translation = translate(text);
        if (Template.parse(translation.text(), Placeholder.TIMER) instanceof Template.Parsed.Bad bad) {
            return new Translation(
                    shown(text), List.of(bad.problems().get(0).message().replaceAll(" \\(character \\d+\\)", "")));
        }
        return translation;
    }

    private void run() {
        while (at < text.length()) {
            char next = text.charAt(at);
            if (next == '{' || next == '}') {
                brace();
            } else if (next == '$') {
                dollar();
            } else if (next == '(') {
                parentheses();
            } else {
                out.append(next);
                at++;
            }
        }
    }

    private void brace() {
        char sign = text.charAt(at);
        if (text.startsWith(String.valueOf(sign).repeat(2), at)) {
            out.append(sign).append(sign);
            at += 2;
            return;
        }
        int close = sign == '{' ? close('{', '}', at) : -1;
        if (close > 0) {
            String whole = text.substring(at, close + 1);
            if (Template.parse(whole, Placeholder.COMMAND) instanceof Template.Parsed.Good) {
                out.append(whole);
                at = close + 1;
                return;
            }
            Optional<String> known = Variables.translated(whole.substring(1, whole.length() - 1));
            if (known.isPresent()) {
                out.append(known.get());
                at = close + 1;
                return;
            }
        }
        out.append(sign).append(sign);
        at++;
    }

    private void dollar() {
        if (text.startsWith("${{", at)) {
            kept(at + 1, close('{', '}', at + 1));
        } else if (text.startsWith("$(", at)) {
            variable(close('(', ')', at + 1));
        } else if (text.startsWith("${", at)) {
            variable(close('{', '}', at + 1));
        } else {
            bare();
        }
    }

    /** Text that an earlier translation escaped. */
    private void kept(int open, int close) {
        if (close < 0 || !isShown(text.substring(at, close + 1))) {
            literalSign();
            return;
        }
        untranslated(text.substring(at, close + 1), text.substring(open + 2, Math.max(open + 2, close - 1)));
        at = close + 1;
    }

    private void variable(int close) {
        if (close < 0) {
            literalSign();
            return;
        }
        String inside = text.substring(at + 2, close);
        dollar(text.substring(at, close + 1), inside);
        at = close + 1;
    }

    private void bare() {
        Matcher matcher = BARE.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            literalSign();
            return;
        }
        String name = matcher.group(1);
        int end = matcher.end();
        if (end < text.length() && (text.charAt(end) == '(' || text.charAt(end) == '[')) {
            int close = text.charAt(end) == '(' ? close('(', ')', end) : close('[', ']', end);
            if (close > 0) {
                String given = text.substring(end + 1, close);
                dollar(text.substring(at, close + 1), name + " " + given);
                at = close + 1;
                return;
            }
        }
        // Without brackets, only known names are variables: the rest may be amounts of money.
        if (Variables.translated(name).isPresent() || Variables.isForeign(name)) {
            dollar(text.substring(at, end), name);
        } else {
            out.append(text, at, end);
        }
        at = end;
    }

    /** Ordinary parentheses, unless a variable is in them. */
    private void parentheses() {
        int close = close('(', ')', at);
        String inside = close < 0 ? "" : text.substring(at + 1, close);
        Matcher name = NAME_IN_PARENTHESES.matcher(inside);
        if (name.matches() && Variables.isInParentheses(name.group(1))) {
            replace(text.substring(at, close + 1), inside.startsWith("@") ? inside.substring(1) : inside);
            at = close + 1;
        } else {
            literalSign();
        }
    }

    private void literalSign() {
        out.append(text.charAt(at));
        at++;
    }

    private void dollar(String whole, String inside) {
        variables.add(new ForeignVariables.Found(whole, Variables.translated(inside)));
        replace(whole, inside);
    }

    private void replace(String whole, String inside) {
        Optional<String> known = Variables.translated(inside);
        if (known.isPresent()) {
            out.append(known.get());
        } else {
            untranslated(whole, inside);
        }
    }

    private void untranslated(String whole, String inside) {
        out.append(shown(whole));
        String name = Characters.shortened(LONGEST_QUOTE, whole);
        reasons.add(Variables.reason(inside, name));
    }

    /** Escapes braces, unless they are already escaped. */
    private static String shown(String raw) {
        return isShown(raw) ? raw : raw.replace("{", "{{").replace("}", "}}");
    }

    private static boolean isShown(String raw) {
        String rest = raw.replace("{{", "").replace("}}", "");
        return rest.indexOf('{') < 0 && rest.indexOf('}') < 0;
    }

    private int close(char opening, char closing, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            if (text.charAt(i) == opening) {
                depth++;
            } else if (text.charAt(i) == closing && --depth == 0) {
                return i;
            }
        }
        return -1;
    }
}
