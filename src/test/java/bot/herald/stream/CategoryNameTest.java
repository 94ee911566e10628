package bot.herald.stream;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.stream.CategoryName.Choice;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        "ff 14, ",
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
}
