package bot.herald.twitch.eventsub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MessagePartsTest {
    private final MessageParts parts = new MessageParts();

    @Test
    void partsAreOneMessageAndTheNextBeginsAnother() {
        add("one ");
        add("");
        add("message");
        assertThat(taken()).isEqualTo("one message");

        add("another");
        assertThat(taken()).isEqualTo("another");
    }

    @Test
    void tooBigIsForgottenAndTheNextMessageIsNot() {
        parts.add(ByteBuffer.allocate(MessageParts.MOST_BYTES));
        assertThat(parts.isTooBig()).isFalse();
        add("x");
        add("y");
        assertThat(parts.isTooBig()).isTrue();
        assertThat(taken()).isEmpty();

        add("next");
        assertThat(parts.isTooBig()).isFalse();
        assertThat(taken()).isEqualTo("next");
    }

    @Test
    void onlyWholeCharactersAreUtf8() {
        byte[] smile = "\uD83D\uDE00".getBytes(UTF_8);
        assertThat(isUtf8("plain".getBytes(UTF_8))).isTrue();
        assertThat(isUtf8(smile)).isTrue();
        assertThat(isUtf8(new byte[] {smile[0], smile[1], smile[2]})).isFalse();
        assertThat(isUtf8(new byte[] {(byte) 0xC0, (byte) 0xAF})).isFalse();
        assertThat(isUtf8(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80})).isFalse();
    }

    @Test
    void longTextsAreUtf8WhereverTheirLettersStand() {
        for (int before = 250; before < 1_030; before++) {
            byte[] text = ("a".repeat(before) + "\uD83D\uDE00 \u00FC").getBytes(UTF_8);
            assertThat(isUtf8(text)).as("%s letters before", before).isTrue();
            assertThat(isUtf8(Arrays.copyOf(text, text.length - 1)))
                    .as("cut off")
                    .isFalse();
            text[before + 1] = 'a';
            assertThat(isUtf8(text)).as("spoiled").isFalse();
        }
    }

    @Test
    void textInAnotherEncodingIsNoFrame() {
        String frame = "{\"metadata\":{\"message_id\":\"a\",\"message_type\":\"b\"}}";
        assertThat(parse(frame.getBytes(UTF_8))).isPresent();
        assertThat(parse(("\uFEFF" + frame).getBytes(UTF_8))).isEmpty();
        assertThat(parse(frame.getBytes(StandardCharsets.UTF_16LE))).isEmpty();
        assertThat(parse(frame.getBytes(StandardCharsets.UTF_16BE))).isEmpty();
        assertThat(parse(new byte[0])).isEmpty();
    }

    private static Optional<SocketFrame> parse(byte[] text) {
        return SocketFrame.parse(text, text.length);
    }

    private static boolean isUtf8(byte[] text) {
        MessageParts parts = new MessageParts();
        parts.add(ByteBuffer.wrap(text));
        return parts.isUtf8();
    }

    private String taken() {
        String taken = new String(parts.bytes(), 0, parts.length(), UTF_8);
        parts.clear();
        return taken;
    }

    private void add(String part) {
        parts.add(ByteBuffer.wrap(part.getBytes(UTF_8)));
    }
}
