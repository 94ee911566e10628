package bot.herald.feed;

import bot.herald.event.Account;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The latest events of a channel.
 *
 * <p>Most of them are lines of chat. Those are kept as bytes in a ring buffer: as objects they would live just long enough for the
 * garbage collector to move every one of them before collecting it. Not thread-safe.
 */
final class KeptEvents {
    private static final int SMALLEST = 1_024;
    /** The bytes of a line besides its texts, badges and emotes. */
    private static final int FRAME_BYTES = 80;

    /** Three times what Twitch's longest lines take, so that the array stays small. */
    private static final int LARGEST = 8_192;

    private static final int NOTHING = -1;

    private final int most;
    /** Events other than lines of chat; in the buffer only a marker stands for each. */
    private final Deque<Other> others = new ArrayDeque<>();
    /** Its length is a power of two, so that a mask wraps positions. */
    private byte[] ring = {};

    private long head;
    private long tail;
    private int size;

    /** Built for watchers only: most channels have none. */
    private record Other(long id, Instant at, String type, Supplier<Map<String, Object>> fields) {}

    KeptEvents(int most) {
        this.most = most;
    }

    void add(long id, Instant at, String type, Supplier<Map<String, Object>> fields) {
        makeRoom(Integer.BYTES);
        others.addLast(new Other(id, at, type, fields));
        putInt(NOTHING);
        size++;
    }

    void add(long id, Instant at, WatchedLine line) {
        int bytes = bytes(line);
        if (bytes > LARGEST) {
            add(id, at, WatchedLine.TYPE, line::fields);
            return;
        }
        makeRoom(bytes);
        long begin = tail;
        putInt(0);
        putLong(id);
        putLong(at.getEpochSecond());
        putInt(at.getNano());
        put(line);
        long end = tail;
        tail = begin;
        putInt((int) (end - begin));
        tail = end;
        size++;
    }

    void clear() {
        others.clear();
        ring = new byte[0];
        head = 0;
        tail = 0;
        size = 0;
    }

    /** Those with an id above {@code id}, oldest first. */
    void after(long id, Consumer<FeedEvent> to) {
        long at = head;
        var other = others.iterator();
        for (int i = 0; i < size; i++) {
            Cursor cursor = new Cursor(at);
            int length = cursor.takeInt();
            if (length == NOTHING) {
                Other kept = other.next();
                if (kept.id() > id) {
                    to.accept(new FeedEvent(
                            kept.id(), kept.at(), kept.type(), kept.fields().get()));
                }
                at += Integer.BYTES;
            } else {
                long own = cursor.takeLong();
                if (own > id) {
                    Instant when = Instant.ofEpochSecond(cursor.takeLong(), cursor.takeInt());
                    to.accept(new FeedEvent(
                            own, when, WatchedLine.TYPE, cursor.takeLine().fields()));
                }
                at += length;
            }
        }
    }

    private void makeRoom(int bytes) {
        if (size == most) {
            int length = new Cursor(head).takeInt();
            if (length == NOTHING) {
                others.removeFirst();
            }
            head += length == NOTHING ? Integer.BYTES : length;
            size--;
        }
        long needed = tail - head + bytes;
        if (needed > ring.length) {
            byte[] larger = new byte[Math.max(SMALLEST, Integer.highestOneBit((int) needed - 1) * 2)];
            for (int i = 0; i < tail - head; i++) {
                larger[i] = ring[(int) (head + i) & (ring.length - 1)];
            }
            ring = larger;
            tail -= head;
            head = 0;
        }
    }

    /** The most it may take. */
    private static int bytes(WatchedLine line) {
        int bytes = FRAME_BYTES
                + bytes(line.messageId())
                + bytes(line.user().id().value())
                + bytes(line.user().login().value())
                + bytes(line.user().displayName())
                + bytes(line.text())
                + line.replyTo().map(KeptEvents::bytes).orElse(0)
                + line.replyToName().map(KeptEvents::bytes).orElse(0)
                + line.sharedFrom().map(KeptEvents::bytes).orElse(0);
        for (String badge : line.badges()) {
            bytes += bytes(badge);
        }
        for (Map.Entry<String, String> emote : line.emotes().entrySet()) {
            bytes += bytes(emote.getKey()) + bytes(emote.getValue());
        }
        return bytes;
    }

    private static int bytes(String text) {
        return Integer.BYTES + text.length() * Character.BYTES;
    }

    private void put(WatchedLine line) {
        put(line.messageId());
        put(line.user().id().value());
        put(line.user().login().value());
        put(line.user().displayName());
        put(line.text());
        put(line.replyTo().orElse(null));
        put(line.replyToName().orElse(null));
        put(line.sharedFrom().orElse(null));
        putInt(line.badges().size());
        for (String badge : line.badges()) {
            put(badge);
        }
        putInt(line.emotes().size());
        for (Map.Entry<String, String> emote : line.emotes().entrySet()) {
            put(emote.getKey());
            put(emote.getValue());
        }
    }

    /** One byte a character if all are Latin-1, as in most lines; otherwise two. */
    private void put(@Nullable String text) {
        if (text == null) {
            putInt(NOTHING);
            return;
        }
        int letters = 0;
        for (int i = 0; i < text.length(); i++) {
            letters |= text.charAt(i);
        }
        boolean wide = letters > 0xFF;
        putInt(text.length() << 1 | (wide ? 1 : 0));
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (wide) {
                put(letter >>> Byte.SIZE);
            }
            put(letter);
        }
    }

    private void putLong(long value) {
        putInt((int) (value >>> Integer.SIZE));
        putInt((int) value);
    }

    private void putInt(int value) {
        put(value >>> 24);
        put(value >>> 16);
        put(value >>> 8);
        put(value);
    }

    private void put(int lowest) {
        ring[(int) tail++ & (ring.length - 1)] = (byte) lowest;
    }

    /** Reads in the order of writing. */
    private final class Cursor {
        private long at;

        Cursor(long at) {
            this.at = at;
        }

        private int take() {
            return ring[(int) at++ & (ring.length - 1)] & 0xFF;
        }

        int takeInt() {
            return take() << 24 | take() << 16 | take() << 8 | take();
        }

        long takeLong() {
            return ((long) takeInt() << Integer.SIZE) | (takeInt() & 0xFFFFFFFFL);
        }

        private Optional<String> takeText() {
            int header = takeInt();
            if (header == NOTHING) {
                return Optional.empty();
            }
            boolean wide = (header & 1) == 1;
            char[] letters = new char[header >>> 1];
            for (int i = 0; i < letters.length; i++) {
                letters[i] = (char) (wide ? take() << Byte.SIZE | take() : take());
            }
            return Optional.of(new String(letters));
        }

        private String text() {
            return takeText().orElse("");
        }

        WatchedLine takeLine() {
            String messageId = text();
            Account user = new Account(new TwitchUserId(text()), new TwitchLogin(text()), text());
            String text = text();
            Optional<String> replyTo = takeText();
            Optional<String> replyToName = takeText();
            Optional<String> sharedFrom = takeText();
            List<String> badges = new ArrayList<>();
            for (int left = takeInt(); left > 0; left--) {
                badges.add(text());
            }
            Map<String, String> emotes = new LinkedHashMap<>();
            for (int left = takeInt(); left > 0; left--) {
                emotes.put(text(), text());
            }
            return new WatchedLine(messageId, user, text, badges, replyTo, replyToName, emotes, sharedFrom);
        }
    }
}
