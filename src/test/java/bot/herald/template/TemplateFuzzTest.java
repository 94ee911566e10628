package bot.herald.template;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.testing.Mutator;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Spoiled texts with spoiled values, thousands of them. */
@Tag("full")
class TemplateFuzzTest {
    private static final long SEED = 20_260_104;
    private static final int TEXTS = 10_000;

    private static final List<String> TEXTS_OF_PEOPLE = List.of(
            "Hello {user}, this is {channel}: {args} {1} {2} {9}",
            "{user} rolled {random:1-6}, up {uptime}, playing {game}: {title}",
            "{{literal}} {count} times",
            "{raider} brings {viewers} viewers ({party}) {link}",
            "{args}",
            "{1|nobody} {if:{1}=x|{pick:a|b}|{math:{2}*2}}",
            "{time:Europe/Berlin HH:mm} {until:2026-12-24T20:00 Europe/Berlin}",
            " {1}{2} ",
            "/me {user}",
            ". {args}");

    private static final List<String> VALUES = List.of(
            "/ban somebody",
            ".timeout me 600",
            "  /  /ban",
            "\u200b/ban",
            "\u034f.clear",
            "{user} {args}",
            "plain words",
            "\ud83d\ude00 emoji",
            "word ".repeat(150));

    @Test
    void noTextBreaksTheParserAndNoValueBecomesACommandOrALongLine() {
        Mutator mutator = new Mutator(SEED);
        List<Set<Placeholder>> uses = List.of(Placeholder.COMMAND, Placeholder.TIMER, Placeholder.RAID);
        int good = 0;
        for (int i = 0; i < TEXTS; i++) {
            String text =
                    mutator.below(4) == 0 ? mutator.any(TEXTS_OF_PEOPLE) : mutator.mutate(mutator.any(TEXTS_OF_PEOPLE));
            Template.Parsed parsed = Template.parse(text, mutator.any(uses));
            if (parsed instanceof Template.Parsed.Good one) {
                good++;
                String value = mutator.mutate(mutator.any(VALUES));
                List<String> words = List.of(mutator.any(VALUES), mutator.mutate(mutator.any(VALUES)));
                assertHarmless(one.template().render(new Values(value, words), new Random(SEED)), text, value);
            } else {
                assertTold((Template.Parsed.Bad) parsed, text);
            }
        }
        assertThat(good).as("texts that could be said").isGreaterThan(TEXTS / 10);
    }

    private record Values(String value, List<String> arguments) implements TemplateValues {
        @Override
        public String of(Placeholder placeholder) {
            return value;
        }

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }
    }

    private static void assertHarmless(String line, String text, String value) {
        assertThat(Characters.count(line))
                .as("length, seed %d: %s with %s", SEED, text, value)
                .isLessThanOrEqualTo(ChatText.LONGEST);
        if (!line.isEmpty()) {
            assertThat(line.charAt(0))
                    .as("seed %d: %s with %s", SEED, text, value)
                    .isNotIn('/', '.');
            assertThat(ChatText.clean(line))
                    .as("seed %d: %s with %s", SEED, text, value)
                    .isEqualTo(line);
        }
    }

    private static void assertTold(Template.Parsed.Bad bad, String text) {
        assertThat(bad.problems()).as("seed %d: %s", SEED, text).isNotEmpty().allSatisfy(problem -> {
            assertThat(problem.position()).isBetween(1, text.codePointCount(0, text.length()));
            assertThat(problem.message()).isNotBlank();
        });
    }
}
