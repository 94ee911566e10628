package bot.herald.twitch.eventsub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MessagePartsTest {
    private final MessageParts parts = new MessageParts();

    @Test
    void partsAreOneMessageAndTheNextBeginsAnother() {
        add("one ");
        add("");
        add("message");
        assertThat(parts.take()).asString(UTF_8).isEqualTo("one message");

        add("another");
        assertThat(parts.take()).asString(UTF_8).isEqualTo("another");
    }

    @Test
    void tooBigIsForgottenAndTheNextMessageIsNot() {
        parts.add(ByteBuffer.allocate(MessageParts.MOST_BYTES));
        assertThat(parts.isTooBig()).isFalse();
        add("x");
        add("y");
        assertThat(parts.isTooBig()).isTrue();
        assertThat(parts.take()).isEmpty();

        add("next");
        assertThat(parts.isTooBig()).isFalse();
        assertThat(parts.take()).asString(UTF_8).isEqualTo("next");
    }

    @Test
    void onlyWholeCharactersAreUtf8() {
        byte[] smile = "\uD83D\uDE00".getBytes(UTF_8);
        assertThat(MessageParts.isUtf8("plain".getBytes(UTF_8))).isTrue();
        assertThat(MessageParts.isUtf8(smile)).isTrue();
        assertThat(MessageParts.isUtf8(new byte[] {smile[0], smile[1], smile[2]}))
                .isFalse();
        assertThat(MessageParts.isUtf8(new byte[] {(byte) 0xC0, (byte) 0xAF})).isFalse();
        assertThat(MessageParts.isUtf8(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}))
                .isFalse();
    }

    @Test
    void textInAnotherEncodingIsNoFrame() {
        String frame = "{\"metadata\":{\"message_id\":\"a\",\"message_type\":\"b\"}}";
        assertThat(SocketFrame.parse(frame.getBytes(UTF_8))).isPresent();
        assertThat(SocketFrame.parse(("\uFEFF" + frame).getBytes(UTF_8))).isEmpty();
        assertThat(SocketFrame.parse(frame.getBytes(StandardCharsets.UTF_16LE))).isEmpty();
        assertThat(SocketFrame.parse(frame.getBytes(StandardCharsets.UTF_16BE))).isEmpty();
        assertThat(SocketFrame.parse(new byte[0])).isEmpty();
    }

    private void add(String part) {
        parts.add(ByteBuffer.wrap(part.getBytes(UTF_8)));
    }
}
