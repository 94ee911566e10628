package bot.herald.stream;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.stream.CategoryName.Choice;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CategoryNameTest {
    private static final List<String> NAMES = List.of(
            "Grand Theft Auto III",
            "Grand Theft Auto V",
            "Grand Theft Auto IV",
            "Dead by Daylight",
            "Dead Cells",
            "Dead Space",
            "Dead Space 2",
            "League of Legends",
            "VALORANT",
            "Pok\u00e9mon Red/Blue",
            "Final Fantasy XIV Online",
            "Tom Clancy's Rainbow Six Siege",
            "Just Chatting");

    @ParameterizedTest
    @CsvSource({
        "gta v, Grand Theft Auto V",
        "gta 5, Grand Theft Auto V",
        "GTA iii, Grand Theft Auto III",
        "grand theft auto 4, Grand Theft Auto IV",
        "lol, League of Legends",
        "dbd, Dead by Daylight",
        "dead by day, Dead by Daylight",
        "dead space, Dead Space",
        "valo, VALORANT",
        "pokemon red blue, Pok\u00e9mon Red/Blue",
        "final fantasy 14, Final Fantasy XIV Online",
        "rainbow six, Tom Clancy's Rainbow Six Siege",
        "tom clancys rainbow six siege, Tom Clancy's Rainbow Six Siege",
        "justchatting, Just Chatting",
        "asdf, ",
        "'!?', "
    })
    void nameIsFoundWhereItClearlyMeansOne(String typed, String meant) {
        assertThat(CategoryName.choose(typed, NAMES))
                .isEqualTo(meant == null ? new Choice.None() : new Choice.One(meant));
    }

    @Test
    void severalAreNamedWhereItMayMeanAny() {
        assertThat(CategoryName.choose("dead", NAMES))
                .isEqualTo(new Choice.Several(List.of("Dead by Daylight", "Dead Cells", "Dead Space")));
        assertThat(CategoryName.choose("grand theft", NAMES)).isInstanceOf(Choice.Several.class);
    }

    private static final List<String> NUMBERED = List.of(
            "Final Fantasy",
            "Final Fantasy X",
            "Final Fantasy X-2",
            "Final Fantasy XIV Online",
            "Final Fantasy XV",
            "Mega Man X",
            "Mega Man 10",
            "Counter-Strike",
            "Counter-Strike: Global Offensive",
            "Dungeons & Dragons",
            "The Witcher 3: Wild Hunt",
            "Nope",
            "V Rising",
            "\u539f\u795e",
            "Grand Theft Auto V");

    @ParameterizedTest
    @CsvSource({
        "final fantasy 10, Final Fantasy X",
        "final fantasy x, Final Fantasy X",
        "final fantasy, Final Fantasy",
        "final fantasy 15, Final Fantasy XV",
        "final fantasy x-2, Final Fantasy X-2",
        "mega man x, Mega Man X",
        "mega man 10, Mega Man 10",
        "cs:go, Counter-Strike: Global Offensive",
        "cs go, Counter-Strike: Global Offensive",
        "d&d, Dungeons & Dragons",
        "dungeons and dragons, Dungeons & Dragons",
        "witcher 3, The Witcher 3: Wild Hunt",
        "v rising, V Rising",
        "\u539f\u795e, \u539f\u795e"
    })
    void numbersAndSignsAreReadAsPeopleWriteThem(String typed, String meant) {
        assertThat(CategoryName.choose(typed, NUMBERED)).isEqualTo(new Choice.One(meant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "final fantasy 2",
                "final fantasy 1",
                "final fantasy 9",
                "no",
                "the",
                "of",
                "v",
                "gta",
                "gta 6",
                "ff 14",
                "fi",
                "asdf",
                "witcher 4",
                "counter strike 2"
            })
    void nothingIsChangedWhereItMayMeanAnother(String typed) {
        assertThat(CategoryName.choose(typed, NUMBERED)).isNotInstanceOf(Choice.One.class);
    }

    @Test
    void whatIsNearIsNamed() {
        assertThat(CategoryName.choose("gta", NUMBERED)).isEqualTo(new Choice.Several(List.of("Grand Theft Auto V")));
        assertThat(CategoryName.choose("ff 14", NUMBERED))
                .isEqualTo(new Choice.Several(List.of("Final Fantasy XIV Online")));
    }
}
