package bot.herald.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TemplateTest {
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "{{",
            "}}",
            "{user}",
            "{args}",
            "{1}",
            "{random:1-6}",
            "{count}",
            "user",
            "random:1-6",
            "9",
            "/",
            ".",
            "!",
            " ",
            "\u200B",
            "\u200D",
            "\u0007",
            "\uD83D\uDE00",
            "\uD83D",
            "é",
            "\u0301",
            "\n");

    private String args = "one two";
    private final Random random = new Random(1);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain | plain",
                "Hello {user}! | Hello <USER>!",
                "{1}-{2}-{3} | one-two-",
                "{args} {count} | one two <COUNT>",
                "{{user}} | {user}",
                "{{{user}}} | {<USER>}",
                "}}{{ | }{",
                "{random:7-7} | 7",
                "{random:0-0}{random:999999999-999999999} | 0999999999",
                "...and so on | » ...and so on",
                "/me waves | » /me waves",
                "a / b . c | a / b . c",
                "{random:1-1} bits and {random:2-2} bits | 1 bit and 2 bits",
                "{random:1-1} months, {random:1-1} viewers. | 1 month, 1 viewer.",
                "{random:1-1} gift subs from {random:1-1} people | 1 gift sub from 1 person",
                "{random:11-11} bits, {random:1-1} bits-party, {random:1-1} bitsy | 11 bits, 1 bits-party, 1 bitsy",
                "{random:1-1}bits {random:1-1} chess | 1bits 1 chess"
            })
    void textIsFilledIn(String text, String said) {
        assertThat(render(text)).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{usr} | 1 | At character 1 {usr} is unknown; the nearest is {user}.",
                "Hi {USER} | 4 | At character 4 {USER} is unknown; the nearest is {user}.",
                "😀{gmae} | 2 | At character 2 {gmae} is unknown; the nearest is {game}.",
                "ab {user | 4 | At character 4 there is a { that is not closed; write {{ to show one.",
                "a {b {user} | 3 | At character 3 there is a { that is not closed; write {{ to show one.",
                "a } b | 3 | At character 3 there is a } without a {; write }} to show one.",
                "{random} | 1 | At character 1 a random number is written {random:1-6}.",
                "{random:1-} | 1 | At character 1 a random number is written {random:1-6}.",
                "{random:1-9999999999} | 1 | At character 1 a random number is written {random:1-6}.",
                "{random:6-1} | 1 | At character 1 {random:6-1} runs backwards; write {random:1-6}."
            })
    void mistakesAreNamedWithTheirPlaceAndWhatToWrite(String text, int position, String message) {
        assertThat(Template.parse(text, Placeholder.COMMAND))
                .isEqualTo(new Template.Parsed.Bad(List.of(new TemplateProblem(position, message))));
    }

    @ParameterizedTest
    @CsvSource({"{}", "{ user }", "{0}", "{10}", "{user:x}", "{args", "user}", "{raider}", "{random:-1-5}"})
    void everyOtherThingBetweenBracesIsAMistakeToo(String text) {
        assertThat(Template.parse(text, Placeholder.COMMAND)).isInstanceOf(Template.Parsed.Bad.class);
    }

    @Test
    void allMistakesAreNamedAtOnce() {
        assertThat(Template.parse("{a} {b} }", Placeholder.COMMAND))
                .isInstanceOfSatisfying(
                        Template.Parsed.Bad.class,
                        bad -> assertThat(bad.problems())
                                .extracting(TemplateProblem::position)
                                .containsExactly(1, 5, 9));
    }

    @ParameterizedTest
    @EnumSource(Placeholder.class)
    void placeholderIsTakenExactlyWhereItIsAllowed(Placeholder placeholder) {
        assertThat(Template.parse(placeholder.example(), Set.of(placeholder))).isInstanceOf(Template.Parsed.Good.class);
        assertThat(Template.parse(placeholder.example(), Set.of()))
                .isInstanceOfSatisfying(
                        Template.Parsed.Bad.class,
                        bad -> assertThat(bad.problems().get(0).message()).contains("cannot be used here"));
    }

    @Test
    void whatACallerPutsInIsNeverReadAsATemplate() {
        args = "{user} {{x}} {1} {random:1-6}";

        assertThat(render("you said {args}, {1}")).isEqualTo("you said {user} {{x}} {1} {random:1-6}, {user}");
    }

    @Test
    void invisibleCharactersAreStrippedFromValues() {
        args = "a\u200Bb\u0007c\u202Ed\uDB40\uDC00\u3164 \r\nPRIVMSG";

        assertThat(render("said: {args}")).isEqualTo("said: abcd   PRIVMSG");
    }

    @Test
    void randomNumbersReachBothEndsAndNothingBeyond() {
        Set<String> seen =
                IntStream.range(0, 1000).mapToObj(i -> render("{random:1-6}")).collect(Collectors.toSet());

        assertThat(seen).containsExactlyInAnyOrder("1", "2", "3", "4", "5", "6");
    }

    @Test
    void usesTellsWhatIsInTheText() {
        Template template = parsed("{user} {2} {{count}}");

        assertThat(template.uses(Placeholder.USER)).isTrue();
        assertThat(template.uses(Placeholder.ARGUMENT)).isTrue();
        assertThat(template.uses(Placeholder.COUNT)).isFalse();
    }

    @Test
    void anyTextIsEitherRefusedOrSaidHarmlesslyInOneMessage() {
        Random dice = new Random(42);
        int good = 0;
        for (int round = 0; round < 20_000; round++) {
            String text = any(dice, dice.nextInt(12));
            args = any(dice, dice.nextInt(300));
            Template.Parsed parsed = Template.parse(text, Placeholder.COMMAND);
            if (parsed instanceof Template.Parsed.Good saved) {
                good++;
                String said = saved.template().render(values(), dice);
                assertThat(said)
                        .as("%s with %s", text, args)
                        .hasSizeLessThanOrEqualTo(ChatText.LONGEST)
                        .doesNotStartWith("/")
                        .doesNotStartWith(".")
                        .doesNotContain("\u200B", "\u0007", "\n")
                        .isEqualTo(ChatText.clean(said));
            } else {
                assertThat(((Template.Parsed.Bad) parsed).problems()).isNotEmpty();
            }
        }
        assertThat(good).as("texts that were said").isGreaterThan(1000);
    }

    @Test
    void doubledBracesShowAnyTextAsItIs() {
        Random dice = new Random(7);
        for (int round = 0; round < 5_000; round++) {
            String text = "x" + any(dice, dice.nextInt(20)) + "x";

            assertThat(render(text.replace("{", "{{").replace("}", "}}"))).isEqualTo(ChatText.clean(text));
        }
    }

    private static String any(Random dice, int length) {
        return dice.ints(length, 0, PIECES.size()).mapToObj(PIECES::get).collect(Collectors.joining());
    }

    private String render(String text) {
        return parsed(text).render(values(), random);
    }

    private static Template parsed(String text) {
        Template.Parsed parsed = Template.parse(text, Placeholder.COMMAND);
        assertThat(parsed).isInstanceOf(Template.Parsed.Good.class);
        return ((Template.Parsed.Good) parsed).template();
    }

    private TemplateValues values() {
        return new TemplateValues() {
            @Override
            public String of(Placeholder placeholder) {
                return placeholder == Placeholder.ARGS ? args : "<" + placeholder + ">";
            }

            @Override
            public List<String> arguments() {
                return List.of(args.split(" "));
            }
        };
    }
}
