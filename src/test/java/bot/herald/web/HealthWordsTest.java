package bot.herald.web;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.language.Language;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthWordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "msg_emoteonly This room is in emote-only mode. | EN"
                        + " | The chat is in emote-only mode (\"This room is in emote-only mode.\").",
                "msg_slowmode Wait. | DE | Der Chat ist im Slow-Modus („Wait.“).",
                "msg_of_tomorrow Not today. | EN | Twitch says \"Not today.\".",
                "http_422 Too large | ES | Twitch dice «Too large».",
                "msg_of_tomorrow | EN | Msg_of_tomorrow.",
                "the bot is away | EN | The bot is away."
            })
    void codesOfTwitchsAreWordsForPeople(String reason, Language language, String sentence) {
        assertThat(HealthWords.sentence(reason, language)).isEqualTo(sentence);
    }
}
