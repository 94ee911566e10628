package bot.herald.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bot.herald.settings.Problem;
import bot.herald.settings.RecordShape;
import bot.herald.settings.SettingField;
import bot.herald.settings.ShapeFault;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final All DEFAULTS = new All(false, 5, "hello", List.of("a", "b"), Colour.DARK_RED);
    private static final RecordShape<All> SHAPE = Setting.Reader.shape(All.class);

    enum Colour {
        DARK_RED,
        BLUE
    }

    private record All(
            @Setting(label = "On") boolean on,

            @Setting(label = "Number", help = "How many.", min = 1, max = 10)
            int number,

            @Setting(label = "Text") String text,
            @Setting(label = "Lines") List<String> lines,
            @Setting(label = "Colour") Colour colour) {
        All {
            if (text.equals("forbidden")) {
                throw new IllegalArgumentException("no such text");
            }
        }
    }

    private record Unsupported(@Setting(label = "Number") Optional<Integer> number) {}

    private record Lists(@Setting(label = "Numbers") List<Integer> numbers) {}

    private record Nameless(boolean on) {}

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    @Test
    void everyKindOfComponentIsWrittenAndReadBack() {
        assertThat(SHAPE.write(DEFAULTS))
                .isEqualTo(json("{'on':false,'number':5,'text':'hello','lines':['a','b'],'colour':'dark-red'}"));
        All other = new All(true, 10, "bye", List.of(), Colour.BLUE);
        assertThat(SHAPE.read(SHAPE.write(other), DEFAULTS)).isEqualTo(other);
    }

    @Test
    void aFormCanBeMadeOfTheFields() {
        assertThat(SHAPE.fields())
                .contains(new SettingField(
                        "number",
                        SettingField.Kind.NUMBER,
                        "Number",
                        "How many.",
                        1,
                        10,
                        List.of(),
                        new SettingField.Look("", "", "", false, false, "", Set.of())))
                .extracting(SettingField::kind)
                .containsExactly(
                        SettingField.Kind.FLAG,
                        SettingField.Kind.NUMBER,
                        SettingField.Kind.TEXT,
                        SettingField.Kind.LINES,
                        SettingField.Kind.CHOICE);
        assertThat(SHAPE.fields().get(4).choices()).containsExactly("dark-red", "blue");
    }

    /** Those of a newer or older version of the feature. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}",
                "{'gone':1}",
                "{'on':'yes','number':11,'text':7,'lines':'a','colour':'green'}",
                "{'number':1.5,'lines':[1]}"
            })
    void whatIsMissingOrCannotBeIsAsInTheDefaultsAndWhatIsUnknownIsLeftOut(String stored) {
        assertThat(SHAPE.read(SHAPE.usable(json(stored)), DEFAULTS)).isEqualTo(DEFAULTS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'on':'yes'} | on | This must be true or false.",
                "{'number':'5'} | number | This must be a whole number.",
                "{'number':5.5} | number | This must be a whole number.",
                "{'number':0} | number | It must be 1 to 10.",
                "{'number':99999999999} | number | It must be 1 to 10.",
                "{'text':5} | text | This must be a text.",
                "{'text':'a\\nb'} | text | This must be one line, without control characters.",
                "{'lines':'a'} | lines | This must be a list of texts.",
                "{'lines':['a',5]} | lines | This must be a list of texts.",
                "{'colour':'green'} | colour | This must be one of dark-red, blue.",
                "{'colour':null} | colour | This must be one of dark-red, blue.",
                "{'other':1} | other | There is no such field; there are on, number, text, lines, colour.",
            })
    void whatIsWrongIsNamed(String given, String field, String message) {
        assertThat(SHAPE.problems(json(given))).containsExactly(new Problem(field, message));
    }

    @Test
    void tooMuchIsRefused() {
        assertThat(SHAPE.problems(json("{'text':'" + "x".repeat(501) + "'}"))).hasSize(1);
        assertThat(SHAPE.problems(json("{'lines':[" + "'x',".repeat(200) + "'x']}")))
                .containsExactly(new Problem("lines", "At most 200 are allowed."));
    }

    @Test
    void textsAreTidiedUp() {
        assertThat(SHAPE.read(SHAPE.usable(json("{'text':'  a b ','lines':[' a ','',' ']}")), DEFAULTS))
                .isEqualTo(new All(false, 5, "a b", List.of("a"), Colour.DARK_RED));
    }

    @Test
    void aRecordMayRefuseItsValues() {
        assertThatExceptionOfType(ShapeFault.class)
                .isThrownBy(() -> SHAPE.read(json("{'text':'forbidden'}"), DEFAULTS))
                .withMessageContaining("no such text");
    }

    @Test
    void aRecordThatCannotBeShownToPeopleIsRefusedByName() {
        assertThatExceptionOfType(ShapeFault.class)
                .isThrownBy(() -> Setting.Reader.shape(Unsupported.class))
                .withMessageContaining("number")
                .withMessageContaining("Optional")
                .withMessageContaining("boolean, int, String, List<String> and enums");
        assertThatExceptionOfType(ShapeFault.class).isThrownBy(() -> Setting.Reader.shape(Lists.class));
        assertThatExceptionOfType(ShapeFault.class)
                .isThrownBy(() -> Setting.Reader.shape(Nameless.class))
                .withMessage("its setting on has no @Setting");
    }
}
