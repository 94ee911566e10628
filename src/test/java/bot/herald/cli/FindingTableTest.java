package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.check.Finding;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingTableTest {
    private static final int WIDTH = 40;
    /** What the state and a subject of one letter leave of a line. */
    private static final int TEXT = WIDTH - "skipped  s  ".length();

    private static List<String> lines(Finding... findings) {
        StringWriter out = new StringWriter();
        new FindingTable(WIDTH).print(List.of(findings), new PrintWriter(out));
        return out.toString().lines().toList();
    }

    private static Finding ok(String subject, String text) {
        return new Finding(subject, Finding.State.OK, text, "");
    }

    @Test
    void aLongWordIsBrokenBetweenTwoCharactersThatPeopleSee() {
        String family = "👩‍👧";
        assertThat(lines(ok("s", "x".repeat(TEXT - 1) + family + "y")))
                .startsWith("ok       s  " + "x".repeat(TEXT - 1), "            " + family + "y");
    }

    @Test
    void anEmojiTakesOnePlace() {
        assertThat(lines(ok("🎉", "party"), ok("s", "🎉".repeat(TEXT))))
                .startsWith("ok       🎉  party", "ok       s  " + "🎉".repeat(TEXT));
    }

    @Test
    void wordsAreWrappedUnderTheirColumn() {
        assertThat(lines(Finding.wrong("s", "one two three four five six seven", "Do this.")))
                .containsExactly(
                        "wrong    s  one two three four five six",
                        "            seven",
                        "            -> Do this.",
                        "",
                        "1 thing is wrong.");
    }
}
