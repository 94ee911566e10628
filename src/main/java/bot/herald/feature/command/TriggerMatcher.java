package bot.herald.feature.command;

import bot.herald.language.Saying;
import bot.herald.language.Texts;
import bot.herald.settings.Problem;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;

/**
 * Tells whether a message has what a trigger waits for. Patterns run on RE2/J, whose time grows with the length of the message and
 * nothing else, so that none of them keeps a channel waiting. Immutable and safe for concurrent use.
 */
final class TriggerMatcher {
    private static final Texts TEXTS = CommandResponder.TEXTS;
    static final int MOST_WORDS = 20;
    static final int LONGEST_LINE = 200;
    /** Counted repetitions are written out when they are read, those inside each other many times over. */
    private static final int MOST_REPEATED = 1_000;

    private static final java.util.regex.Pattern SEPARATOR = java.util.regex.Pattern.compile("[^\\p{L}\\p{M}\\p{N}_]+");
    private static final java.util.regex.Pattern REPETITION =
            java.util.regex.Pattern.compile("\\{([0-9]{1,9})(?:,([0-9]{0,9}))?}");

    private final List<Set<String>> groups;
    private final List<Pattern> patterns;

    /** A message as it is compared. */
    record Line(String text, Set<String> words) {
        static Line of(String text) {
            String folded = folded(text);
            return new Line(folded, TriggerMatcher.wordsOf(folded));
        }
    }

    private TriggerMatcher(List<Set<String>> groups, List<Pattern> patterns) {
        this.groups = groups;
        this.patterns = patterns;
    }

    /** @param when lines without {@link #problems} */
    static TriggerMatcher of(List<String> when) {
        List<Set<String>> groups = new ArrayList<>();
        List<Pattern> patterns = new ArrayList<>();
        for (String line : when) {
            if (isPattern(line)) {
                patterns.add(compiled(line));
            } else {
                groups.add(wordsOf(folded(line)));
            }
        }
        return new TriggerMatcher(groups, patterns);
    }

    boolean matches(Line line) {
        return groups.stream().anyMatch(line.words()::containsAll)
                || patterns.stream()
                        .anyMatch(pattern -> pattern.matcher(line.text()).find());
    }

    static List<Problem> problems(List<String> when) {
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < when.size(); i++) {
            String line = when.get(i);
            Optional<Saying> fault = line.length() > LONGEST_LINE
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
            Pattern unused = compiled(line);
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

    /** Case, width and accents make no difference. */
    static String folded(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFKD);
        StringBuilder out = new StringBuilder(composed.length());
        composed.codePoints()
                .filter(c ->
                        Character.getType(c) != Character.NON_SPACING_MARK && Character.getType(c) != Character.FORMAT)
                .forEach(out::appendCodePoint);
        return out.toString().toLowerCase(Locale.ROOT);
    }

    private static Set<String> wordsOf(String folded) {
        Set<String> words = new HashSet<>(Arrays.asList(SEPARATOR.split(folded)));
        words.remove("");
        return words;
    }
}
