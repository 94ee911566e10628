package bot.herald.stream;

import bot.herald.template.Placeholder;
import bot.herald.template.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What stands for a stream's placeholders; never empty, so that a sentence stays one. */
public final class StreamWords {
    private static final String UNKNOWN = "unknown";

    private StreamWords() {}

    /** @param placeholder {@code UPTIME}, {@code GAME} or {@code TITLE} */
    public static String of(Placeholder placeholder, Optional<StreamState> state, Instant now) {
        return switch (placeholder) {
            case UPTIME -> state.map(known -> uptime(known, now)).orElse(UNKNOWN);
            case GAME -> state.map(known -> or(known.category(), "no category")).orElse(UNKNOWN);
            case TITLE -> state.map(known -> or(known.title(), "no title")).orElse(UNKNOWN);
            default -> throw new IllegalArgumentException("not of the stream: " + placeholder);
        };
    }

    private static String uptime(StreamState state, Instant now) {
        return state.liveSince()
                .map(since -> Words.span(Duration.between(since, now)))
                .orElse("offline");
    }

    private static String or(String text, String instead) {
        return text.isBlank() ? instead : text;
    }
}
