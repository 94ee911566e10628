package bot.herald.feature.command;

import bot.herald.language.Saying;
import bot.herald.language.Texts;
import bot.herald.moderation.PlainText;
import bot.herald.moderation.PlainText.Script;
import bot.herald.settings.Problem;
import bot.herald.template.Characters;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;

/**
 * Tells whether a message matches a trigger. Patterns run on RE2/J, in time proportional to the length of the message,
 * so that no pattern can hold up a channel. Immutable and safe for concurrent use.
 */
final class TriggerMatcher {
    private static final Texts TEXTS = CommandResponder.TEXTS;
    static final int MOST_WORDS = 20;
    static final int LONGEST_LINE = 200;
    /** Limits counted repetitions, which are expanded when they are compiled: nested ones multiply. */
    private static final int MOST_REPEATED = 1_000;

    private static final java.util.regex.Pattern SEPARATOR = java.util.regex.Pattern.compile("[^\\p{L}\\p{M}\\p{N}_]+");
    private static final java.util.regex.Pattern REPETITION =
            java.util.regex.Pattern.compile("\\{([0-9]{1,9})(?:,([0-9]{0,9}))?}");

    private final List<Group> groups;
    private final List<Pattern> patterns;

    /** A message prepared for matching; look-alike letters are replaced only on demand. Not safe for concurrent use. */
    static final class Line {
        private final String written;
        private final String text;
        private final Set<String> words;
        private final Map<Script, Set<String>> alike = new EnumMap<>(Script.class);

        private Line(String written) {
            this.written = written;
            this.text = folded(written);
            this.words = wordsOf(text);
        }

        static Line of(String text) {
            return new Line(text);
        }

        private Set<String> alike(Script script) {
            return alike.computeIfAbsent(script, wanted -> wordsAlike(written, wanted));
        }
    }

    /**
     * Words that must all be there.
     *
     * @param words as they are
     * @param alike the same words with look-alike letters replaced, in the script of the whole
     */
    private record Group(Set<String> words, Script script, Set<String> alike) {
        static Group of(String line) {
            Script script = PlainText.has(line, UnicodeScript.CYRILLIC)
                    ? Script.CYRILLIC
                    : PlainText.has(line, UnicodeScript.LATIN) ? Script.LATIN : Script.OTHER;
            return new Group(wordsOf(folded(line)), script, wordsAlike(line, script));
        }

        boolean isIn(Line line) {
            return line.words.containsAll(words) || line.alike(script).containsAll(alike);
        }
    }

    private TriggerMatcher(List<Group> groups, List<Pattern> patterns) {
        this.groups = groups;
        this.patterns = patterns;
    }

    /** @param when lines without {@link #problems} */
    static TriggerMatcher of(List<String> when) {
        List<Group> groups = new ArrayList<>();
        List<Pattern> patterns = new ArrayList<>();
        for (String line : when) {
            if (isPattern(line)) {
                patterns.add(compiled(line));
            } else {
                groups.add(Group.of(line));
            }
        }
        return new TriggerMatcher(groups, patterns);
    }

    boolean matches(Line line) {
        for (Group group : groups) {
            if (group.isIn(line)) {
                return true;
            }
        }
        for (Pattern pattern : patterns) {
            if (pattern.matcher(line.text).find()) {
                return true;
            }
        }
        return false;
    }

    static List<Problem> problems(List<String> when) {
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < when.size(); i++) {
            String line = when.get(i);
            Optional<Saying> fault = Characters.areMoreThan(LONGEST_LINE, line)
                    ? Optional.of(TEXTS.saying("line.long", "most", LONGEST_LINE))
                    : isPattern(line) ? patternFault(line) : wordsFault(line);
            if (fault.isPresent()) {
                problems.add(
                        new Problem("when[" + i + "]", TEXTS.saying("line", "number", i + 1, "fault", fault.get())));
            }
        }
        return problems;
    }

    private static Optional<Saying> wordsFault(String line) {
        int words = wordsOf(folded(line)).size();
        if (words == 0) {
            return Optional.of(TEXTS.saying("line.empty"));
        }
        return words > MOST_WORDS
                ? Optional.of(TEXTS.saying("line.words", "words", words, "most", MOST_WORDS))
                : Optional.empty();
    }

    private static Optional<Saying> patternFault(String line) {
        Matcher repetition = REPETITION.matcher(line);
        long repeated = 1;
        while (repetition.find()) {
            String most = repetition.group(2) == null || repetition.group(2).isEmpty()
                    ? repetition.group(1)
                    : repetition.group(2);
            repeated *= Math.max(1, Long.parseLong(most));
            if (repeated > MOST_REPEATED) {
                return Optional.of(TEXTS.saying("line.repeats", "most", MOST_REPEATED));
            }
        }
        try {
            compiled(line);
            return Optional.empty();
        } catch (PatternSyntaxException e) {
            int position = e.getPattern() == null ? -1 : line.indexOf(e.getPattern());
            return Optional.of(
                    position < 0
                            ? TEXTS.saying("line.pattern", "why", e.getDescription())
                            : TEXTS.saying("line.pattern.at", "why", e.getDescription(), "character", position + 1));
        }
    }

    private static boolean isPattern(String line) {
        return line.length() > 2 && line.startsWith("/") && line.endsWith("/");
    }

    private static Pattern compiled(String line) {
        return Pattern.compile(line.substring(1, line.length() - 1), Pattern.CASE_INSENSITIVE);
    }

    /** Ignores case, width and accents. */
    static String folded(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFKD);
        StringBuilder out = new StringBuilder(composed.length());
        composed.codePoints()
                .filter(c ->
                        Character.getType(c) != Character.NON_SPACING_MARK && Character.getType(c) != Character.FORMAT)
                .forEach(out::appendCodePoint);
        return out.toString().toLowerCase(Locale.ROOT);
    }

    /** Replaces letters that only look as if they belonged to that script by those they look like. */
    private static Set<String> wordsAlike(String text, Script script) {
        Set<String> words = new HashSet<>();
        for (String word : wordsOf(PlainText.lower(PlainText.visible(text)))) {
            words.add(PlainText.folded(word, script));
        }
        return words;
    }

    private static Set<String> wordsOf(String folded) {
        Set<String> words = new HashSet<>(Arrays.asList(SEPARATOR.split(folded)));
        words.remove("");
        return words;
    }
}
