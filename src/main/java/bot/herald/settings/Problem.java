package bot.herald.settings;

import bot.herald.language.Language;
import bot.herald.language.Saying;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why a document cannot be saved. Problems are equal if they say the same in English.
 *
 * @param field its name in the API, for example {@code aliases}; empty if it concerns the whole
 * @param message a sentence for people: what is wrong and what is allowed, in English
 * @param saying the same in every language
 */
public record Problem(
        String field, String message, @JsonIgnore Saying saying) {
    /** In English only. */
    public Problem(String field, String message) {
        this(field, message, Saying.untranslated(message));
    }

    public Problem(String field, Saying saying) {
        this(field, saying.in(Language.EN), saying);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Problem problem && problem.field.equals(field) && problem.message.equals(message);
    }

    @Override
    public int hashCode() {
        return Objects.hash(field, message);
    }
}
