package bot.herald.movein;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.template.Placeholder;
import bot.herald.template.Template;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranslatorTest {
    private static final List<String> PIECES = List.of(
            "$(user)",
            "${user}",
            "$user",
            "{user.name}",
            "(sender)",
            "$(touser)",
            "{1|{user}}",
            "{args}",
            "$(eval $(user))",
            "${eval ${user}}",
            "${lastfm x {y}}",
            "$(eval {x})",
            "$points",
            "$5",
            "$(",
            "${",
            "{",
            "}",
            "{{",
            "}}",
            ")",
            "(",
            "(customapi https://a.example/{x}$(querystring))",
            "$(urlfetch https://a.example/?q=$(query))",
            "${random.pick 'a' \"b {c}\" $(user)}",
            "${random.1-6}",
            "$(count)",
            "${count deaths}",
            "|",
            "'",
            " ",
            "plain",
            "é",
            "\ud83d\ude00",
            "$readapi(https://a.example/$user)",
            "$randnum(1,9)",
            "$arg[1]",
            "$(time Europe/Berlin \"HH:mm\")");

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "$(user) ${user} $user {user.name} (sender) ${sender}; {user} {user} {user} {user} {user} {user}",
                "$(touser) ${touser}; {1|{user}} {1|{user}}",
                "$(query) $(querystring) ${1:}; {args} {args:url} {args}",
                "$(1) ${2} $(index3) $arg4 $arg[5] (6); {1} {2} {3} {4} {5} {6}",
                "${1|'nobody'} $(2|x y) ${1|\"it's us\"}; {1|nobody} {2|x y} {1|it's us}",
                "$(count) ${count deaths} ${getcount deaths}; {count} {counter:deaths+1} {counter:deaths}",
                "$(urlfetch https://x.example/a?b=$(querystring)); {fetch:https://x.example/a?b={args:url}}",
                "${customapi.https://x.example/} (customapi https://x.example/); {fetch:https://x.example/} {fetch:https://x.example/}",
                "$readapi(https://x.example/$user); {fetch:https://x.example/{user}}",
                "$(random.1-6) ${random.2-3} $randnum(1,100) $randomNumber[4, 5] (# 1,2); {random:1-6} {random:2-3} {random:1-100} {random:4-5} {random:1-2}",
                "${random.pick 'a' 'b c'} ${random.pick x y}; {pick:a|b c} {pick:x|y}",
                "$(time Europe/Berlin \"HH:mm\") ${time.Europe/Berlin} $(time America/New_York \"h:mm A\"); {time:Europe/Berlin HH:mm} {time:Europe/Berlin} {time:America/New_York h:mm a}",
                "$(channel) $(game) $(title) $(uptime) ${random.chatter}; {channel} {game} {title} {uptime} {pick.chatter}",
                "it costs $5 (really) and 100 $; it costs $5 (really) and 100 $",
                "{user} already, {{shown}}; {user} already, {{shown}}",
                "a { b } c; a {{ b }} c"
            })
    void variablesHaveACounterpart(String theirs, String ours) {
        assertThat(Translator.translate(theirs)).isEqualTo(new Translation(ours, List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "rolls $(eval Math.random()); rolls $(eval Math.random()); $(eval Math.random()) has no counterpart.",
                "${lastfm name}; ${{lastfm name}}; ${lastfm name} has no counterpart.",
                "$(urlfetch http://x.example/); $(urlfetch http://x.example/); $(urlfetch http://x.example/) asks an address without https.",
                "$(urlfetch json https://x.example/); $(urlfetch json https://x.example/); $(urlfetch json https://x.example/) has no counterpart.",
                "$user has $points; {user} has $points; $points has no counterpart.",
                "(pay) me; (pay) me; (pay) has no counterpart."
            })
    void whatHasNoneStaysAndSaysWhy(String theirs, String ours, String reason) {
        assertThat(Translator.translate(theirs)).isEqualTo(new Translation(ours, List.of(reason)));
    }

    @Test
    void translatingTwiceIsTranslatingOnceAndAlwaysRight() {
        Random dice = new Random(19);
        for (int round = 0; round < 20_000; round++) {
            String theirs = dice.ints(dice.nextInt(7), 0, PIECES.size())
                    .mapToObj(PIECES::get)
                    .collect(Collectors.joining());

            Translation once = Translator.translate(theirs);
            Translation twice = Translator.translate(once.text());

            assertThat(Template.parse(once.text(), Placeholder.COMMAND))
                    .as(theirs)
                    .isInstanceOf(Template.Parsed.Good.class);
            assertThat(twice.text()).as("%s, once %s", theirs, once.text()).isEqualTo(once.text());
        }
    }
}
