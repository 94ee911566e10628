package bot.herald.twitch.eventsub;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Assembles a message from the parts in which it arrives; keeps little memory between messages. Not thread-safe. */
final class MessageParts {
    static final int MOST_BYTES = 1 << 20;
    /** Nearly all messages fit into this, and reusing one array is cheaper than allocating one for each. */
    private static final int KEPT_BYTES = 4_096;

    private static final int AT_ONCE = 256;

    private static final byte[] NOTHING = {};

    private byte[] bytes = NOTHING;
    private int length;
    private boolean tooBig;

    /** Reads the whole buffer. */
    void add(ByteBuffer part) {
        int more = part.remaining();
        tooBig |= (long) length + more > MOST_BYTES;
        if (tooBig) {
            length = 0;
            return;
        }
        if (length + more > bytes.length) {
            int larger = Math.max(length + more, Math.min(2 * bytes.length, MOST_BYTES));
            bytes = length == 0 ? new byte[larger] : Arrays.copyOf(bytes, larger);
        }
        part.get(bytes, length, more);
        length += more;
    }

    boolean isTooBig() {
        return tooBig;
    }

    /** The message is in the first {@link #length} bytes, until {@link #clear}. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** The next part begins another message. */
    void clear() {
        length = 0;
        tooBig = false;
        if (bytes.length > KEPT_BYTES) {
            bytes = NOTHING;
        }
    }

    boolean isUtf8() {
        return isAscii() || isDecodable();
    }

    private boolean isAscii() {
        int all = 0;
        for (int i = 0; i < length; i++) {
            all |= bytes[i];
        }
        return all >= 0;
    }

    /** The characters are thrown away, so a small buffer is enough. */
    private boolean isDecodable() {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer text = ByteBuffer.wrap(bytes, 0, length);
        CharBuffer letters = CharBuffer.allocate(AT_ONCE);
        CoderResult result;
        do {
            letters.clear();
            result = decoder.decode(text, letters, true);
        } while (result.isOverflow());
        return !result.isError();
    }
}
