package bot.herald.feature.command;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.feature.ChannelSettings;
import bot.herald.feature.Setting;
import bot.herald.language.Language;
import bot.herald.settings.Change;
import bot.herald.stream.StreamState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the bot says in chat where a channel has it speak German or Spanish. */
class SpokenLanguageTest {
    private Chat chat;

    @BeforeEach
    void open(@TempDir Path folder) {
        chat = new Chat(folder);
        Instant now = chat.clock.instant();
        chat.streams.put(Chat.CHANNEL, new StreamState(Optional.of(now.minus(Duration.ofHours(50))), "Los geht's", ""));
        chat.account("9", "pal", "Pal", now.minus(Duration.ofDays(800)));
        speak(Language.DE);
    }

    @AfterEach
    void close() {
        chat.close();
    }

    private void speak(Language language) {
        ChannelSettings before = chat.settings.of(Chat.CHANNEL);
        ChannelSettings wanted = Setting.Reader.shape(ChannelSettings.class).with(before, Map.of("language", language));
        assertThat(chat.settings.replace(Chat.CHANNEL, "settings", wanted, OptionalLong.empty()))
                .isInstanceOf(Change.Done.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "!ping ~ Pong!",
                "!uptime ~ TheChannel ist seit 2 Tagen 2 h live.",
                "!title ~ Titel: Los geht's",
                "!game ~ Kategorie: keine Kategorie",
                "!accountage pal ~ Pal ist seit 2 Jahren und 2 Monaten auf Twitch.",
                "!accountage nobody ~ Auf Twitch gibt es keinen Account nobody.",
                "!followage pal ~ Ich kann die Follower hier nicht sehen. Wer hier streamt, kann es im Dashboard erlauben.",
                "!quote ~ Noch gibt es keine Zitate.",
                "!counter ~ So geht's: !counter <Befehl> [+1|-1|=0]",
                "!command ~ So geht's: !command add|edit|delete|show|alias|unalias|cooldown|role|enable|disable <Name>",
                "!command add ~ So geht's: !command add <Name> <Text>",
                "!command add neu Hallo ~ !neu ist jetzt da.",
                "!command add neu {usr} ~ {usr} gibt es nicht (Zeichen 1). Meinst du {user}?",
                "!command add ping x ~ !ping ist eingebaut; schalt ihn im Dashboard aus, um den Namen zu verwenden.",
                "!command show ping ~ !ping ist eingebaut; im Dashboard kannst du ihn ausschalten.",
                "!command role neu x ~ Mögliche Rollen sind everyone, subscriber, vip, moderator, broadcaster.",
                "!so ~ So geht's: !so <Name>"
            })
    void commandsAreAnsweredInGerman(String line, String answer) {
        assertThat(chat.moderator(line)).containsExactly(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "!uptime ~ TheChannel lleva 2 días 2 h en directo.",
                "!accountage pal ~ Pal lleva 2 años y 2 meses en Twitch.",
                "!command add ~ Se usa así: !command add <nombre> <texto>",
                "!command add nuevo {usr} ~ {usr} no existe (carácter 1). ¿Querías decir {user}?",
                "!command cooldown x 999999 ~ Ese comando no existe.",
                "!quote 7 ~ No hay ninguna cita 7."
            })
    void commandsAreAnsweredInSpanish(String line, String answer) {
        speak(Language.ES);

        assertThat(chat.moderator(line)).containsExactly(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "EN ~ !hi (for the broadcaster; cooldown 10 s, per user 60 s): Hi",
                "DE ~ !hi (für den Streamer selbst; Abklingzeit 10 s, pro Person 60 s): Hi",
                "ES ~ !hi (para el streamer; espera de 10 s, por persona 60 s): Hi"
            })
    void theSettingsOfACommandReadAsASentenceWould(Language language, String answer) {
        speak(language);
        chat.moderator("!command add hi Hi");
        chat.moderator("!command role hi broadcaster");
        chat.moderator("!command cooldown hi 10 60");

        assertThat(chat.moderator("!command show hi")).containsExactly(answer);
    }

    @Test
    void aCooldownHasOneNameInGerman() {
        chat.moderator("!command add hi Hi");

        assertThat(chat.moderator("!command cooldown hi 100000"))
                .containsExactly("Die Abklingzeit: Erlaubt ist 0 bis 86400 Sekunden.");
        assertThat(chat.moderator("!command cooldown hi 0")).containsExactly("!hi hat keine Abklingzeit.");
    }

    @Test
    void whatStandsForPlaceholdersIsInTheLanguageToo() {
        chat.moderator("!command add wann {time:UTC EEEE}, {since:2000-01-01}, {game}, {until:2000-01-01}");
        assertThat(chat.viewer("!wann").get(0))
                .contains("tag, ", " Tagen ", "keine Kategorie, jetzt")
                .doesNotContain("day");

        chat.moderator("!command add eins Schon {count} Tode");
        assertThat(chat.viewer("!eins")).containsExactly("Schon 1 Tod");
    }

    @Test
    void aQuoteHasItsDayAsPeopleWriteIt() {
        chat.moderator("!quote add Hallo");
        assertThat(chat.viewer("!quote 1").get(0)).matches("Zitat 1: Hallo \\(\\d\\d\\.\\d\\d\\.\\d{4}\\)");
        speak(Language.ES);
        assertThat(chat.viewer("!quote 1").get(0)).matches("Cita 1: Hallo \\(\\d+/\\d+/\\d{4}\\)");
        speak(Language.EN);
        assertThat(chat.viewer("!quote 1").get(0)).matches("Quote 1: Hallo \\(\\d{4}-\\d\\d-\\d\\d\\)");
    }

    @Test
    void recommendationsFollowTheLanguageUntilSomebodyWritesTheirOwn() {
        chat.streams.put(
                Objects.requireNonNull(chat.accounts.get("pal")).profile().id(),
                new StreamState(Optional.empty(), "", "Chess"));
        assertThat(chat.moderator("!so pal"))
                .containsExactly("Schaut mal bei Pal vorbei: twitch.tv/pal Zuletzt live mit Chess.");
        speak(Language.ES);
        assertThat(chat.moderator("!so pal"))
                .containsExactly("Pásate por el canal de Pal: twitch.tv/pal Su último directo fue de Chess.");
    }
}
