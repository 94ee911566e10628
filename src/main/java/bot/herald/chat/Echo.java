package bot.herald.chat;

import bot.herald.event.ChatMessageReceived;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What one channel lets the bot hear of its own lines, from the moment a line is begun. Not safe for concurrent use. */
final class Echo {
    /** Nothing that Twitch delivers at all takes longer, so what has not come by then does not come. */
    static final Duration LONGEST = Duration.ofSeconds(10);

    private static final int REMEMBERED = 20;
    private static final Pattern SPACE = Pattern.compile("[\\s\u034F]+");

    private record Heard(String text, Instant at) {}

    /** Heard since the line under way was begun, by chat message id. */
    private final Map<String, Heard> heard = new LinkedHashMap<>();
    /** Lines that Twitch took and that were not heard yet: when they were begun, by chat message id. */
    private final Map<String, Instant> awaited = new LinkedHashMap<>();

    private Instant began = Instant.MIN;
    private Optional<Instant> heardSince = Optional.empty();

    /** @param since since when all of the channel's chat arrives */
    void begin(Instant now, Optional<Instant> since) {
        began = now;
        heardSince = since;
        heard.clear();
    }

    Instant began() {
        return began;
    }

    /**
     * Twitch took the line that was begun last.
     *
     * @return how long it took until it was heard, if it was
     */
    Optional<Duration> accepted(String chatMessageId) {
        Heard before = heard.get(chatMessageId);
        if (before != null) {
            return Optional.of(Duration.between(began, before.at()));
        }
        if (!chatMessageId.isEmpty()) {
            awaited.put(chatMessageId, began);
            shorten(awaited);
        }
        return Optional.empty();
    }

    /** @return how long it took, if Twitch has said that it took the line */
    Optional<Duration> hear(String chatMessageId, String text, Instant now) {
        Instant begun = awaited.get(chatMessageId);
        if (begun == null) {
            // Of the line under way, perhaps.
            heard.put(chatMessageId, new Heard(plain(text), now));
            shorten(heard);
            return Optional.empty();
        }
        // What was begun before it was missed, and the chat arrives all the same.
        List<String> older = new ArrayList<>();
        for (String id : awaited.keySet()) {
            older.add(id);
            if (id.equals(chatMessageId)) {
                break;
            }
        }
        awaited.keySet().removeAll(older);
        return Optional.of(Duration.between(begun, now));
    }

    /** Whether such a line was heard since the one under way was begun. */
    boolean isHeard(String text) {
        String wanted = plain(text);
        // Twitch puts the name of whom it answers before a reply.
        return heard.values().stream()
                .map(Heard::text)
                .anyMatch(one -> one.equals(wanted) || (one.startsWith("@") && one.endsWith(" " + wanted)));
    }

    /** Whether the line under way would have been heard by now. */
    boolean wouldHaveBeenHeard(Optional<Instant> sinceNow, boolean allComeHere, Instant now) {
        return heardSince.isPresent()
                && heardSince.equals(sinceNow)
                && !(allComeHere && isMissing(sinceNow.get(), now));
    }

    /** A line that Twitch took and did not show to the bot for so long shows that the bot does not hear itself there. */
    private boolean isMissing(Instant since, Instant now) {
        return awaited.values().stream().anyMatch(begun -> !begun.isBefore(since) && now.isAfter(begun.plus(LONGEST)));
    }

    /** As it can be compared with what was sent: Twitch may take spaces away at the end and between words. */
    static String plain(String text) {
        return SPACE.matcher(text).replaceAll(" ").strip();
    }

    /** What the bot sent, of a line as it came back: Twitch puts the name of whom it answers before a reply. */
    static String said(ChatMessageReceived message) {
        String text = message.text();
        boolean named = message.replyParentMessageId().isPresent() && text.startsWith("@") && text.contains(" ");
        return plain(named ? text.substring(text.indexOf(' ')) : text);
    }

    private static void shorten(Map<String, ?> map) {
        if (map.size() > REMEMBERED) {
            Iterator<String> oldest = map.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }
}
