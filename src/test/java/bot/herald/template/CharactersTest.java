package bot.herald.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CharactersTest {
    private static final String SMILE = "\uD83D\uDE00";
    private static final String FAMILY = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67";
    private static final String FLAG = "\uD83C\uDDE9\uD83C\uDDEA";

    @Test
    void anEmojiIsOneCharacter() {
        assertThat(Characters.count(SMILE.repeat(480))).isEqualTo(480);
        assertThat(Characters.areMoreThan(480, SMILE.repeat(480))).isFalse();
        assertThat(Characters.areMoreThan(480, SMILE.repeat(481))).isTrue();
        assertThat(ChatText.isTooLong(SMILE.repeat(500))).isFalse();
        assertThat(ChatText.isTooLong(SMILE.repeat(501))).isTrue();
    }

    @Test
    void whatFitsIsNotCut() {
        assertThat(Characters.first(3, "abc")).isEqualTo("abc");
        assertThat(Characters.shortened(3, "abc")).isEqualTo("abc");
        assertThat(Characters.shortened(3, SMILE.repeat(3))).isEqualTo(SMILE.repeat(3));
    }

    @Test
    void nothingThatPeopleSeeAsOneIsTornApart() {
        assertThat(Characters.first(3, "ab" + SMILE + "c")).isEqualTo("ab" + SMILE);
        assertThat(Characters.first(6, "ab" + FAMILY + "c")).isEqualTo("ab");
        assertThat(Characters.first(7, "ab" + FAMILY + "c")).isEqualTo("ab" + FAMILY);
        assertThat(Characters.first(3, "ab" + FLAG)).isEqualTo("ab");
        assertThat(Characters.first(3, "abe\u0301")).isEqualTo("ab");
        assertThat(Characters.shortened(4, "abe\u0301f")).isEqualTo("ab…");
        assertThat(Characters.shortened(3, "a bcd")).isEqualTo("a…");
    }

    @Test
    void limitsInCharsTearNothingEither() {
        assertThat(Characters.shortenedToChars(6, SMILE.repeat(3))).isEqualTo(SMILE.repeat(3));
        assertThat(Characters.shortenedToChars(5, SMILE.repeat(3))).isEqualTo(SMILE.repeat(2) + "…");
        assertThat(Characters.shortenedToChars(4, SMILE.repeat(3))).isEqualTo(SMILE + "…");
        assertThat(Characters.shortenedToChars(8, "a" + FAMILY)).isEqualTo("a…");
    }

    @Test
    void aPileOfAccentsThatIsLongerThanAllIsCutAnywhere() {
        String pile = "e" + "\u0301".repeat(10);

        assertThat(Characters.first(4, pile)).isEqualTo("e" + "\u0301".repeat(3));
    }
}
