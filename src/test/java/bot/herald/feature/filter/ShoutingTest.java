package bot.herald.feature.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShoutingTest {
    @ParameterizedTest
    @CsvSource({
        "HELLO EVERYBODY, true",
        "Hello Everybody, false",
        "HI, false",
        "ПРИВЕТ ВСЕМ, true",
        "@SOMEBODYLOUD hello there, false",
        "1234567890 123, false",
        "HELLOWorld, false",
        "HELLOWORld, true"
    })
    void shoutingIsAShareOfTheLettersWithTwoCases(String message, boolean shouted) {
        assertThat(Shouting.isMostlyCapitals(message, Set.of(), 80, 5)).isEqualTo(shouted);
    }

    @ParameterizedTest
    @CsvSource({
        "LUL POGGERS LUL, false",
        "LUL POGGERS hello there LUL, false",
        "LUL WHAT A GAME, true",
        "LULS POGGERSS, true"
    })
    void emotesAreNoShouting(String message, boolean shouted) {
        assertThat(Shouting.isMostlyCapitals(message, Set.of("LUL", "POGGERS"), 80, 5))
                .isEqualTo(shouted);
    }

    @ParameterizedTest
    @CsvSource({"aaaa, 4", "aAaA, 4", "a a a a, 4", "abab, 1", "x, 1", "😂😂😂, 3", "a\u200ba, 2"})
    void runIgnoresCaseAndWhatNobodySees(String message, int run) {
        assertThat(Shouting.longestRun(message)).isEqualTo(run);
    }

    @ParameterizedTest
    @CsvSource({"hello, 0", "h-e!?, 3", "😂 ok 😂, 2", "h\u0301\u0301\u0301i, 3"})
    void symbolsAreNeitherLettersNorDigits(String message, int symbols) {
        assertThat(Shouting.symbols(message)).isEqualTo(symbols);
    }
}
