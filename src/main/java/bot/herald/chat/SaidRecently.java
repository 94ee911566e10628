package bot.herald.chat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * What was said in one channel lately. Where the bot is no moderator Twitch drops a line that it said there within 30 s, so
 * such a line gets an invisible end. Not safe for concurrent use.
 */
final class SaidRecently {
    private static final Duration REMEMBERED = Duration.ofSeconds(31);
    private static final String INVISIBLE = "\u034F";

    private final Map<String, Instant> said = new HashMap<>();

    void add(String text, Instant now) {
        forget(now);
        said.put(text, now);
    }

    /** The text, or the first of its variants that was not said lately. */
    String varied(String text, Instant now) {
        forget(now);
        String variant = text;
        for (int i = 1; said.containsKey(variant); i++) {
            variant = withEnd(text, " " + INVISIBLE.repeat(i));
        }
        return variant;
    }

    private static String withEnd(String text, String end) {
        int room = MessageSplitter.LONGEST - end.length();
        return MessageSplitter.length(text) <= room
                ? text + end
                : text.substring(0, text.offsetByCodePoints(0, room - 1)) + "…" + end;
    }

    private void forget(Instant now) {
        // A time to come was noted before the host's clock was set back.
        said.values().removeIf(at -> at.isAfter(now) || !now.isBefore(at.plus(REMEMBERED)));
    }
}
