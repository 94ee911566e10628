package bot.herald.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de | DE",
                "de-AT,de;q=0.9,en;q=0.8 | DE",
                "fr-FR, es;q=0.7, en;q=0.3 | ES",
                "en-GB,de;q=0.9 | EN",
                "es-419 | ES",
                "fr | EN",
                "* | EN",
                "de;q=0, en | EN",
                "'' | EN",
                "'de;q=nonsense' | EN",
                "',;,' | EN"
            })
    void aBrowserGetsTheFirstLanguageThatItAsksForAndHeraldSpeaks(String header, Language language) {
        assertThat(Language.accepted(header)).isEqualTo(language);
    }

    @ParameterizedTest
    @CsvSource({"de, DE", "DE_at, DE", "es-MX, ES", "en, EN"})
    void aCodeMayHaveARegion(String tag, Language language) {
        assertThat(Language.of(tag)).contains(language);
    }

    @ParameterizedTest
    @CsvSource({"fr", "german", "''", "'<script>'"})
    void whatHeraldDoesNotSpeakIsNoLanguageOfIts(String tag) {
        assertThat(Language.of(tag)).isEmpty();
    }
}
