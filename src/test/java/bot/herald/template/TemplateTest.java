package bot.herald.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

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
            "{1|",
            "{pick:",
            "{if:",
            "{math:",
            "{time:UTC HH",
            "{until:2026-12-24",
            "|",
            "=",
            "+",
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
                "{random:1-1}bits {random:1-1} chess | 1bits 1 chess",
                "{random: 7 - 7 } | 7",
                "{random:7\u20137} | 7",
                "{math:3-5} | -2"
            })
    void textIsFilledIn(String text, String said) {
        assertThat(render(text)).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{usr} | 1 | {usr} is unknown (character 1). Did you mean {user}?",
                "Hi {USER} | 4 | {USER} is unknown (character 4). Did you mean {user}?",
                "😀{gmae} | 2 | {gmae} is unknown (character 2). Did you mean {game}?",
                "ab {user | 4 | There is a { that is not closed (character 4). Write {{ to show one.",
                "a {b {user} | 3 | There is a { that is not closed (character 3). Write {{ to show one.",
                "a } b | 3 | There is a } without a { (character 3). Write }} to show one.",
                "{random} | 1 | {random} is incomplete or has too much in it (character 1). Write {random:1-6}.",
                "{random:1-} | 1 | {random:1-} is incomplete or has too much in it (character 1). Write {random:1-6}.",
                "{random:6-1} | 1 | {random:6-1} runs backwards (character 1). Write {random:1-6}.",
                "{pick:a} | 1 | {pick:…} has nothing to choose from (character 1). Write {pick:one/other}.",
                "{pick:a//b} | 1 | One of the choices of {pick:…} is empty (character 1). Write something between the bars.",
                "{time:Europe/Belin} | 1 | There is no time zone \"Europe/Belin\" (character 1). The nearest are Europe/Berlin, Europe/Dublin, Europe/Belfast.",
                "{time:berlin HH:mm} | 1 | There is no time zone \"berlin\" (character 1). The nearest are Europe/Berlin, America/Belem, America/Belize.",
                "{time:UTC bad} | 1 | \"bad\" is not a time format (character 1). Write HH:mm, or for example EEEE d MMMM, h:mm a.",
                "{until:tomorrow} | 1 | There is no such day or time (character 1). Write {until:2026-12-24T20:00 Europe/Berlin}.",
                "{since:2023-02-29} | 1 | There is no such day or time (character 1). Write {since:2024-02-29 Europe/Berlin}.",
                "{until:9999-01-01} | 1 | The year must be 1900 to 2200 (character 1). Write {until:2026-12-24T20:00 Europe/Berlin}.",
                "a {math:2+} | 3 | {math:…} is not a calculation (character 3). You can use + - * / % ( ) round min max, as in {math:2*(3+1)}.",
                "{if:{1}} | 1 | {if:{1}} is incomplete or has too much in it (character 1). Write {if:{1}/text/else} or {if:{count}>10/text/else} or {if:{game} contains chess/text/else}.",
                "{user:x} | 1 | {user:x} is incomplete or has too much in it (character 1). Write {user}."
            })
    void mistakesAreNamedWithTheirPlaceAndWhatToWrite(String text, int position, String message) {
        boolean hasBars = text.startsWith("{pick") || text.startsWith("{if");
        assertThat(Template.parse(hasBars ? text.replace('/', '|') : text, Placeholder.COMMAND))
                .isInstanceOfSatisfying(Template.Parsed.Bad.class, bad -> {
                    assertThat(bad.problems())
                            .extracting(TemplateProblem::message)
                            .containsExactly(hasBars ? message.replace('/', '|') : message);
                    assertThat(bad.problems().get(0).position()).isEqualTo(position);
                });
    }

    @Test
    void onlyWhatIsNearIsSuggested() {
        assertThat(advice("{usr}", Placeholder.TIMER))
                .startsWith("{usr} is unknown (character 1). You can use {channel}");
        assertThat(advice("{chanel}", Placeholder.TIMER))
                .isEqualTo("{chanel} is unknown (character 1). Did you mean {channel}?");
        assertThat(advice("{}", Placeholder.TIMER)).contains("You can use {channel}");
        assertThat(advice("{usr}", Set.of())).isEqualTo("{usr} is unknown (character 1). Nothing can be used here.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Hello $(user); 7; $(user) is written for another bot (character 7). Write {user}.",
                "😀 $(sender.name)!; 3; $(sender.name) is written for another bot (character 3). Write {user}.",
                "${user} waves; 1; ${user} is written for another bot (character 1). Write {user}.",
                "$Username waves; 1; $Username is written for another bot (character 1). Write {user}.",
                "hugs $(touser); 6; $(touser) is written for another bot (character 6). Write {touser}.",
                "$(2); 1; $(2) is written for another bot (character 1). Write {2}.",
                "$(random.1-100); 1; $(random.1-100) is written for another bot (character 1). Write {random:1-6}.",
                "$(count) deaths; 1; $(count) is written for another bot (character 1). Write {count}.",
                "$(query); 1; $(query) is written for another bot (character 1). Write {args}."
            })
    void placeholdersOfOtherBotsAreTranslated(String text, int position, String message) {
        assertThat(Template.otherBotsPlaceholders(text, Placeholder.COMMAND))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.message()).isEqualTo(message);
                    assertThat(problem.position()).isEqualTo(position);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$5 for {user}",
                "you owe ${1}",
                "${count} in the jar",
                "$users and $GME",
                "$(about 5)",
                "(user)",
                "user$",
                "$ user",
                "A$AP",
                "${{user}}",
                "$(raider)"
            })
    void dollarsOfOtherKindsAreLeftAlone(String text) {
        assertThat(Template.otherBotsPlaceholders(text, Placeholder.COMMAND)).isEmpty();
    }

    private static String advice(String text, Set<Placeholder> allowed) {
        return Template.parse(text, allowed) instanceof Template.Parsed.Bad bad
                ? bad.problems().get(0).message()
                : "no problem";
    }

    @ParameterizedTest
    @CsvSource({"{}", "{ user }", "{0}", "{10}", "{user:x}", "{args", "user}", "{raider}", "{random:-1-5}"})
    void everyOtherThingBetweenBracesIsAMistakeToo(String text) {
        assertThat(Template.parse(text, Placeholder.COMMAND)).isInstanceOf(Template.Parsed.Bad.class);
    }

    @Test
    void whatAViewerChoseIsToldApartInsideOtherPlaceholders() {
        assertThat(own("{3|{user}}, {2}")).isEqualTo("<USER>, " + Template.GAP);
        assertThat(own("{if:{1}|yes {2}|no}")).isEqualTo("yes " + Template.GAP);
        assertThat(own("{math:1+1} {math:{1}+1}")).isEqualTo("2 " + Template.GAP);
        assertThat(own("{args:url}")).isEqualTo(Template.GAP);
    }

    private String own(String text) {
        return parsed(text).said(values(), random).own();
    }

    @Test
    void bracesInsideBracesHaveAnEnd() {
        assertThat(Template.parse("{1|{1|{1|{1|x}}}}", Placeholder.COMMAND)).isInstanceOf(Template.Parsed.Good.class);
        assertThat(Template.parse("{1|{1|{1|{1|{1|x}}}}}", Placeholder.COMMAND))
                .isInstanceOf(Template.Parsed.Bad.class);
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
        Set<Placeholder> allowed = Placeholder.with(Placeholder.COMMAND, placeholder);
        assertThat(placeholder.forms())
                .allSatisfy(form -> assertThat(Template.parse(form, allowed)).isInstanceOf(Template.Parsed.Good.class));
        assertThat(Template.parse(placeholder.example(), Set.of()))
                .isInstanceOfSatisfying(
                        Template.Parsed.Bad.class,
                        bad -> assertThat(bad.problems().get(0).message()).contains("can't be used here"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{1|chat} {3|chat} {4|{3|{user}}}; one chat <USER>",
                "{1|}{3|}; one",
                "{args:url}; one%20two",
                "{pick:a|a} {pick: b | b }; a b",
                "{pick:{user}|{user}}; <USER>",
                "{time:Europe/Berlin} {time:utc HH:mm:ss}; 14:30 13:30:15",
                "{time:America/New_York EEEE d MMMM, h:mm a}; Friday 2 January, 8:30 AM",
                "{until:2026-01-05T18:00 Europe/Berlin}; 3 days 3 h",
                "{until:2026-01-05 18:00 Europe/Berlin}; 3 days 3 h",
                "{until:2026-01-05T18:00:00+01:00}; 3 days 3 h",
                "{until:2026-01-02T13:31:00Z}; 45 s",
                "{until:2026-01-02T13:30} {since:2026-01-02T13:31}; now now",
                "{since:2026-01-01}; 1 day 13 h",
                "{until:2026-01-02T13:31}; 45 s",
                "{math:2*(3+1)-10/4}; 5.5",
                "{math:1/3} {math:7%4} {math:round(2.5)} {math:max(1, 7,3)} {math:-2*-3}; 0.3333 3 3 7 6",
                "so {math:1/0} {math:{args}} {math:{3}+1}; so ? ? ?",
                "{math:{random:2-2}*3}; 6",
                "{if:{3}|there|gone} {if:{1}|there|gone} {if:{3}|there}; gone there",
                "{if:{1}=ONE|same|other} {if:{1}!=one|other|same}; same same",
                "{if:{random:12-12}>9|more|less} {if:3<=3|yes|no} {if:3>=4|yes|no} {if:a<3|yes|no}; more yes no no",
                "{if:{args} contains tw|yes|no} {if:{args} contains x|yes|no}; yes no",
                "{if:{1}|{if:{3}|a|{if:1=1.0|b|c}}|d}; b",
                "{random:1-1}{if:{1}| viewers|x}; 1 viewer"
            })
    void richerTextsAreFilledIn(String text, String said) {
        assertThat(render(text)).isEqualTo(said);
    }

    @Test
    void whatACallerPutsInIsNeverReadAsATemplate() {
        args = "{user} {{x}} {1} {random:1-6}";

        assertThat(render("you said {args}, {1}")).isEqualTo("you said {user} {{x}} {1} {random:1-6}, {user}");
    }

    @Test
    void bracketsThatSomebodyTypesStayWithinWhatTheyType() {
        args = "2+3";
        assertThat(render("{math:{1}*2} {math:{args}}")).isEqualTo("10 5");
        args = "1+1)*(2";
        assertThat(render("so {math:{1}*2} {math:{1}}")).isEqualTo("so ? ?");
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
                        .matches(line -> !ChatText.isTooLong(line))
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
            public Instant now() {
                return Instant.parse("2026-01-02T13:30:15Z");
            }

            @Override
            public List<String> arguments() {
                return List.of(args.split(" "));
            }
        };
    }
}
