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

/** What the bot hears of its own lines in one channel, from the moment a line is begun. Not safe for concurrent use. */
final class Echo {
    /** Twitch delivers within this time if it delivers at all. */
    static final Duration LONGEST = Duration.ofSeconds(10);

    private static final int REMEMBERED = 20;
    private static final Pattern SPACE = Pattern.compile("[\\s\u034F]+");

    private record Heard(String text, Instant at) {}

    /** Heard since the current line was begun, by chat message id. */
    private final Map<String, Heard> heard = new LinkedHashMap<>();
    /** Lines that Twitch accepted and that were not heard yet: when each was begun, by chat message id. */
    private final Map<String, Instant> awaited = new LinkedHashMap<>();

    private Instant began = Instant.MIN;
    private Optional<Instant> heardSince = Optional.empty();

    /** @param since since when all chat of the channel has been arriving */
    void begin(Instant now, Optional<Instant> since) {
        began = now;
        heardSince = since;
        heard.clear();
    }

    Instant began() {
        return began;
    }

    /**
     * Twitch accepted the line that was begun last.
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

    /** @return how long it took, if Twitch has said that it accepted the line */
    Optional<Duration> hear(String chatMessageId, String text, Instant now) {
        Instant begun = awaited.get(chatMessageId);
        if (begun == null) {
            // Perhaps the current line's.
            heard.put(chatMessageId, new Heard(plain(text), now));
            shorten(heard);
            return Optional.empty();
        }
        // An earlier line was missed, although the chat arrives.
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

    /** Whether such a line was heard since the current one was begun. */
    boolean isHeard(String text) {
        String wanted = plain(text);
        // In a reply, Twitch puts the name of the person answered before the text.
        return heard.values().stream()
                .map(Heard::text)
                .anyMatch(one -> one.equals(wanted) || (one.startsWith("@") && one.endsWith(" " + wanted)));
    }

    /** Whether the current line would have been heard by now. */
    boolean wouldHaveBeenHeard(Optional<Instant> sinceNow, boolean allComeHere, Instant now) {
        return heardSince.isPresent()
                && heardSince.equals(sinceNow)
                && !(allComeHere && isMissing(sinceNow.get(), now));
    }

    /** A line that Twitch accepted and did not show the bot in time means that the bot does not hear itself there. */
    private boolean isMissing(Instant since, Instant now) {
        return awaited.values().stream().anyMatch(begun -> !begun.isBefore(since) && now.isAfter(begun.plus(LONGEST)));
    }

    /** Normalizes a text for comparison: Twitch may remove spaces at the end and between words. */
    static String plain(String text) {
        return SPACE.matcher(text).replaceAll(" ").strip();
    }

    /**
     * What the bot sent, given the line as it came back: in a reply, Twitch puts the name of the person answered before
     * the text.
     */
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
