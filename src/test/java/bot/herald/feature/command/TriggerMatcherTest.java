package bot.herald.feature.command;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.settings.Problem;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TriggerMatcherTest {
    private static final List<String> WORDS =
            List.of("which", "mouse", "what", "a", "keyboard", "MOUSE", "Which", "Größe", "x1");

    private static boolean matches(String text, String... when) {
        return TriggerMatcher.of(List.of(when)).matches(TriggerMatcher.Line.of(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Which mouse is that?; which mouse; true",
                "mouse... which?!; which mouse; true",
                "which mousepad; which mouse; false",
                "mouse; which mouse; false",
                "ＭＯＵＳＥ; mouse; true",
                "grosse Größe; größe; true",
                "grosse GRÖSSE; größe; true",
                "hello THERE general; /\\bthere\\b/; true",
                "hellothere; /\\bthere\\b/; false",
                "anything; /^any(thing)?$/; true",
                "which m0use?; which mouse; true",
                "which m\u043euse?; which mouse; true",
                "which mou\u200bse?; which mouse; true",
                "\u043ayp\u0441; \u043a\u0443\u0440\u0441; true",
                "\u043c\u044b\u0448\u044c; \u043a\u0443\u0440\u0441; false",
                "room x1; x1; true"
            })
    void wordsAndPatternsAreFound(String text, String when, boolean found) {
        assertThat(matches(text, when)).isEqualTo(found);
    }

    @Test
    void oneLineThatFitsIsEnough() {
        assertThat(matches("what mouse", "which mouse", "what mouse")).isTrue();
        assertThat(matches("what keyboard", "which mouse", "what mouse", "/^mouse/"))
                .isFalse();
    }

    @Test
    void whatIsComparedIsWhatANaiveReadingFinds() {
        Random dice = new Random(3);
        for (int round = 0; round < 5_000; round++) {
            List<String> line = some(dice);
            List<List<String>> groups = List.of(some(dice), some(dice));
            boolean naive = groups.stream().anyMatch(group -> lower(line).containsAll(lower(group)));

            assertThat(matches(
                            String.join(" ", line),
                            groups.stream()
                                    .map(group -> String.join(" ", group))
                                    .toArray(String[]::new)))
                    .as("%s in %s", groups, line)
                    .isEqualTo(naive);
        }
    }

    private static List<String> some(Random dice) {
        return dice.ints(1 + dice.nextInt(4), 0, WORDS.size())
                .mapToObj(WORDS::get)
                .toList();
    }

    private static Set<String> lower(List<String> words) {
        return words.stream().map(word -> word.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "/(a/; Line 1 is not a valid pattern: missing closing ): (character 2).",
                "/a**/; Line 1 is not a valid pattern: invalid nested repetition operator (character 3).",
                "/(?=a)/; Line 1 is not a valid pattern: invalid or unsupported Perl syntax (character 3).",
                "/(x{1000}){1000}/; Line 1 repeats too often; at most 1000 times in all are allowed.",
                "?!; Line 1 has no word."
            })
    void whatCannotBeComparedIsNotSaved(String when, String why) {
        assertThat(TriggerMatcher.problems(List.of(when)).stream().map(Problem::message))
                .singleElement()
                .asString()
                .startsWith(why.substring(0, why.indexOf(':') < 0 ? why.length() : why.indexOf(':')));
    }

    @Test
    void linesHaveAnEnd() {
        assertThat(TriggerMatcher.problems(List.of("w ".repeat(101)))).hasSize(1);
        assertThat(TriggerMatcher.problems(List.of(Arrays.stream(new Integer[21])
                        .map(i -> "w" + Math.random())
                        .collect(Collectors.joining(" ")))))
                .hasSize(1);
    }

    /** With java.util.regex the first of these takes longer than the universe has. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"/(a+)+b/", "/(a|aa)+$x/", "/(.*)*=.*/", "/(x+x+)+y/", "/a{1,500}b/"})
    void noPatternKeepsAChannelWaiting(String when) {
        String line = "a".repeat(250) + "x".repeat(250);
        long begin = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            assertThat(matches(line, when)).isFalse();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    }
}
