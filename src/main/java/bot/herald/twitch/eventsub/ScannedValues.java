package bot.herald.twitch.eventsub;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON in the form in which Twitch writes chat messages: without spaces, escapes or fractions. It understands
 * nothing else: at anything unusual, or that is not JSON, it gives up, and Jackson's parser starts over.
 */
final class ScannedValues implements JsonValues {
    private static final int DEEPEST = 16;
    private static final byte[] NULL = ascii("null");
    private static final byte[] TRUE = ascii("true");
    private static final byte[] FALSE = ascii("false");
    private static final String UNKNOWN = "";
    /** Which bytes stand for themselves in a string, including those of multi-byte characters. */
    private static final boolean[] IS_PLAIN = new boolean[256];

    static {
        Arrays.fill(IS_PLAIN, ' ', IS_PLAIN.length, true);
        IS_PLAIN['"'] = false;
        IS_PLAIN['\\'] = false;
    }

    private static final Names NAMES = new Names(
            "metadata",
            "message_id",
            "message_type",
            "message_timestamp",
            "subscription_type",
            "payload",
            "subscription",
            "type",
            "status",
            "event",
            "broadcaster_user_id",
            "broadcaster_user_login",
            "source_broadcaster_user_id",
            "chatter_user_id",
            "chatter_user_login",
            "chatter_user_name",
            "message",
            "text",
            "fragments",
            "emote",
            "id",
            "mention",
            "user_id",
            "user_login",
            "user_name",
            "badges",
            "set_id",
            "reply",
            "parent_message_id",
            "parent_user_name",
            "parent_message_body");

    private final byte[] text;
    private final int end;
    private int at;
    /** The bounds of the string that was passed last, without its quotes. */
    private int from;

    private int to;

    /** The text needs a full parser. */
    static final class Unusual extends IOException {
        private static final long serialVersionUID = 1L;

        Unusual() {
            super("not as Twitch writes lines of chat");
        }

        /** A stack trace would cost more than everything else. */
        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    /** @param text of which only the first {@code length} bytes are looked at; must be UTF-8 */
    ScannedValues(byte[] text, int length) {
        this.text = text;
        this.end = length;
    }

    private static byte[] ascii(String word) {
        return word.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public boolean enter(char open) throws Unusual {
        if (here() == open) {
            at++;
            return true;
        }
        skip();
        return false;
    }

    /** @return an empty text for a name that Herald does not read */
    @Override
    public @Nullable String nextName() throws Unusual {
        if (isAtEnd('}')) {
            return null;
        }
        passString();
        pass(':');
        return NAMES.find(text, from, to);
    }

    @Override
    public boolean nextElement() throws Unusual {
        return !isAtEnd(']');
    }

    /** Passes the end if it is here; otherwise the comma before the next value, unless that is the first. */
    private boolean isAtEnd(char close) throws Unusual {
        if (here() == close) {
            at++;
            return true;
        }
        byte before = text[at - 1];
        if (before != '{' && before != '[') {
            pass(',');
        }
        return false;
    }

    @Override
    public @Nullable String text() throws Unusual {
        if (here() == '"') {
            passString();
            return new String(text, from, to - from, StandardCharsets.UTF_8);
        }
        pass(NULL);
        return null;
    }

    @Override
    public void skip() throws Unusual {
        skip(0);
    }

    private void skip(int depth) throws Unusual {
        if (depth > DEEPEST) {
            throw new Unusual();
        }
        switch (here()) {
            case '"' -> passString();
            case '{' -> {
                at++;
                while (!isAtEnd('}')) {
                    passString();
                    pass(':');
                    skip(depth + 1);
                }
            }
            case '[' -> {
                at++;
                while (!isAtEnd(']')) {
                    skip(depth + 1);
                }
            }
            case 'n' -> pass(NULL);
            case 't' -> pass(TRUE);
            case 'f' -> pass(FALSE);
            default -> passWholeNumber();
        }
    }

    @Override
    public JsonNode tree() throws Unusual {
        throw new Unusual();
    }

    private byte here() throws Unusual {
        if (at >= end) {
            throw new Unusual();
        }
        return text[at];
    }

    private void pass(char expected) throws Unusual {
        if (here() != expected) {
            throw new Unusual();
        }
        at++;
    }

    private void pass(byte[] word) throws Unusual {
        if (end - at < word.length || !Arrays.equals(text, at, at + word.length, word, 0, word.length)) {
            throw new Unusual();
        }
        at += word.length;
    }

    private void passString() throws Unusual {
        pass('"');
        byte[] bytes = text;
        int i = at;
        while (i < end && IS_PLAIN[bytes[i] & 0xFF]) {
            i++;
        }
        from = at;
        to = i;
        at = i;
        pass('"');
    }

    /** The next call checks what follows it. */
    private void passWholeNumber() throws Unusual {
        if (here() == '-') {
            at++;
        }
        byte first = here();
        if (first < '0' || first > '9') {
            throw new Unusual();
        }
        at++;
        while (first != '0' && at < end && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
    }

    /** Finds the string for a name without creating one. */
    private static final class Names {
        private static final int PLACES = 256;

        private final byte[][] written = new byte[PLACES][];
        private final @Nullable String[] names = new String[PLACES];

        Names(String... all) {
            for (String name : all) {
                byte[] bytes = ascii(name);
                int place = place(bytes, 0, bytes.length);
                while (written[place] != null) {
                    place = (place + 1) & (PLACES - 1);
                }
                written[place] = bytes;
                names[place] = name;
            }
        }

        String find(byte[] text, int from, int to) {
            if (from == to) {
                return UNKNOWN;
            }
            for (int place = place(text, from, to); written[place] != null; place = (place + 1) & (PLACES - 1)) {
                if (isWritten(written[place], text, from, to)) {
                    return String.valueOf(names[place]);
                }
            }
            return UNKNOWN;
        }

        /** Names are too short for {@code Arrays.equals} to pay off. */
        private static boolean isWritten(byte[] name, byte[] text, int from, int to) {
            if (name.length != to - from) {
                return false;
            }
            for (int i = 0; i < name.length; i++) {
                if (name[i] != text[from + i]) {
                    return false;
                }
            }
            return true;
        }

        /** Hashes the length and the first, middle and last letter. */
        private static int place(byte[] text, int from, int to) {
            return (text[from] * 31 + text[to - 1] * 7 + text[(from + to) / 2] * 3 + (to - from) * 17) & (PLACES - 1);
        }
    }
}
