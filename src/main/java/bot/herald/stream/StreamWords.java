package bot.herald.stream;

import bot.herald.language.Language;
import bot.herald.language.Sentences;
import bot.herald.language.Texts;
import bot.herald.template.Placeholder;
import bot.herald.template.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The texts for a stream's placeholders; never empty, so that a sentence stays complete. */
public final class StreamWords {
    private static final Texts TEXTS = Texts.beside(StreamWords.class);

    private StreamWords() {}

    /** @param placeholder {@code UPTIME}, {@code GAME} or {@code TITLE} */
    public static String of(Language language, Placeholder placeholder, Optional<StreamState> state, Instant now) {
        Sentences say = TEXTS.in(language);
        return switch (placeholder) {
            case UPTIME -> state.map(known -> uptime(known, now, say)).orElseGet(() -> say.say("unknown"));
            case GAME ->
                state.map(known -> or(known.category(), say.say("no-category"))).orElseGet(() -> say.say("unknown"));
            case TITLE ->
                state.map(known -> or(known.title(), say.say("no-title"))).orElseGet(() -> say.say("unknown"));
            default -> throw new IllegalArgumentException("not of the stream: " + placeholder);
        };
    }

    private static String uptime(StreamState state, Instant now, Sentences say) {
        return state.liveSince()
                .map(since -> Words.span(say.language(), Duration.between(since, now)))
                .orElseGet(() -> say.say("offline"));
    }

    private static String or(String text, String instead) {
        return text.isBlank() ? instead : text;
    }
}
