package bot.herald.template;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.language.Language;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 family",
                "\u2764\uFE0F",
                "می\u200Cخواهم",
                "क्\u200Dष",
                "e\u0301 and é",
                "日本語"
            })
    void whatPeopleSeeStays(String text) {
        assertThat(ChatText.clean(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u200B/ban",
                "\u200D/ban",
                "\u3164/ban",
                "\u3164\u200D/ban",
                "\uFE0F/ban",
                "\u00A0/ban",
                "\u2800/ban",
                "\u202E/ban",
                "\uDB40\uDC00/ban",
                "\uFEFF/ban",
                "\uDC00/ban",
                " \u0301/ban",
                "\u180E/ban"
            })
    void nothingHidesBeforeTheFirstSign(String text) {
        assertThat(ChatText.clean(text)).isEqualTo("/ban");
        assertThat(ChatText.harmless(ChatText.clean(text))).isEqualTo("» /ban");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\u2800\u2800⣿⣿\u2800\u2800 \u2800⣿\u2800\u2800⣿\u2800", "⡇\u2800\u2800⢸", "▀▄  ▄▀", "░▒▓█ ▓▒░"})
    void picturesOfDotsAndBlocksStayAsTheyAre(String text) {
        assertThat(ChatText.clean(text)).isEqualTo(text);
    }

    @Test
    void aBlankOfAPictureHidesNoCommand() {
        assertThat(ChatText.harmless(ChatText.clean("\u2800/ban ⣿"))).startsWith("» ");
    }

    @Test
    void longTextIsCutBetweenCharacters() {
        assertThat(ChatText.shortened("x".repeat(500))).isEqualTo("x".repeat(500));
        assertThat(ChatText.shortened("x".repeat(501))).isEqualTo("x".repeat(499) + "…");
        assertThat(ChatText.shortened("x".repeat(498) + "\uD83D\uDE00".repeat(2)))
                .isEqualTo("x".repeat(498) + "\uD83D\uDE00".repeat(2));
    }

    @ParameterizedTest
    @CsvSource({"!ban me, true", "?x, true", "/x, true", "hello, false", "@you, false", ":), false", "😀, false"})
    void lineThatAStrangerBeganIsKeptFromOtherBots(String line, boolean marked) {
        assertThat(ChatText.harmlessFromStranger(line).startsWith("» ")).isEqualTo(marked);
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0 s", "PT59S, 59 s", "PT60S, 1 min", "PT1H, 1 h", "PT25H1M1S, 1 d 1 h 1 min", "PT-5S, 0 s"})
    void spansAreSaidInTheirUnits(Duration span, String said) {
        assertThat(Words.span(Language.EN, span)).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource({
        "2030-01-01T00:00:00Z, less than a day",
        "2029-12-31T00:00:00Z, 1 day",
        "2029-12-30T23:30:00Z, 1 day",
        "2029-12-30T12:00:00Z, 2 days",
        "2029-12-30T12:00:01Z, 1 day",
        "2028-11-30T23:00:00Z, 1 year and 1 month",
        "2029-12-18T00:00:00Z, '2 weeks'",
        "2029-12-01T00:00:00Z, 1 month",
        "2028-01-01T00:00:00Z, 2 years",
        "2027-11-15T00:00:00Z, 2 years and 1 month",
        "2031-01-01T00:00:00Z, less than a day"
    })
    void agesAreSaidInTheirTwoGreatestUnits(Instant from, String said) {
        assertThat(Words.age(Language.EN, from, Instant.parse("2030-01-01T12:00:00Z")))
                .isEqualTo(said);
    }

    /** Numbers, question marks and exclamations begin no bot's command. */
    @ParameterizedTest
    @ValueSource(strings = {"-3", "+1", "$5", "?", "???", "!!!", "?!", "~3", "! wow"})
    void numbersAndExclamationsAreNotMarked(String line) {
        assertThat(ChatText.harmlessFromStranger(line)).isEqualTo(line);
    }

    @ParameterizedTest
    @ValueSource(strings = {".5", "/5", "!5", "-ban 3", "+x", "$x", "!?x", "??x"})
    void commandsAreMarkedStill(String line) {
        assertThat(ChatText.harmlessFromStranger(line)).isEqualTo("» " + line);
    }
}
