package bot.herald.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MessageSplitterTest {
    @Test
    void shortTextStaysWhole() {
        assertThat(MessageSplitter.split("  hello  ")).containsExactly("hello");
        assertThat(MessageSplitter.split("x".repeat(500))).containsExactly("x".repeat(500));
    }

    @Test
    void lengthIsCountedInCodePointsAsTwitchDoes() {
        assertThat(MessageSplitter.split("\uD83D\uDE80".repeat(501)))
                .containsExactly("\uD83D\uDE80".repeat(500), "\uD83D\uDE80");
    }

    @Test
    void nothingIsSentForBlankText() {
        assertThat(MessageSplitter.split("   ")).isEmpty();
    }

    @Test
    void longTextIsCutAtASpace() {
        String text = "word ".repeat(150).strip();

        assertThat(MessageSplitter.split(text))
                .hasSize(2)
                .allSatisfy(
                        piece -> assertThat(piece).hasSizeLessThanOrEqualTo(500).matches("(word ?)+"))
                .satisfies(pieces -> assertThat(String.join(" ", pieces)).isEqualTo(text));
    }

    @Test
    void wordWithoutSpacesIsCutButNoCharacterIsTornApart() {
        String text = "x".repeat(499) + "\uD83D\uDE80" + "y";

        assertThat(MessageSplitter.split(text)).containsExactly("x".repeat(499) + "\uD83D\uDE80", "y");

        String family = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67";
        assertThat(MessageSplitter.split("x".repeat(498) + family)).containsExactly("x".repeat(498), family);
    }
}
