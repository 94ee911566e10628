package bot.herald.twitch.eventsub;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Puts a message together from the parts in which it arrives; keeps no memory between messages. Not thread-safe. */
final class MessageParts {
    static final int MOST_BYTES = 1 << 20;
    private static final byte[] NOTHING = {};

    private byte[] first = NOTHING;
    private ByteArrayOutputStream more = new ByteArrayOutputStream(0);
    private boolean tooBig;

    /** Reads the whole buffer. */
    void add(ByteBuffer part) {
        tooBig |= (long) first.length + more.size() + part.remaining() > MOST_BYTES;
        if (tooBig) {
            forget();
            return;
        }
        byte[] bytes = new byte[part.remaining()];
        part.get(bytes);
        if (first.length == 0) {
            // Nearly always a message comes in one piece, and needs no putting together.
            first = bytes;
        } else {
            more.writeBytes(bytes);
        }
    }

    boolean isTooBig() {
        return tooBig;
    }

    /** The message; the next part begins another one. */
    byte[] take() {
        byte[] message = first;
        if (more.size() > 0) {
            ByteArrayOutputStream all = new ByteArrayOutputStream(first.length + more.size());
            all.writeBytes(first);
            all.writeBytes(more.toByteArray());
            message = all.toByteArray();
        }
        forget();
        tooBig = false;
        return message;
    }

    private void forget() {
        first = NOTHING;
        if (more.size() > 0) {
            more = new ByteArrayOutputStream(0);
        }
    }

    static boolean isUtf8(byte[] text) {
        return isAscii(text) || isDecodable(text);
    }

    private static boolean isAscii(byte[] text) {
        for (byte b : text) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDecodable(byte[] text) {
        try {
            CharBuffer unused = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
