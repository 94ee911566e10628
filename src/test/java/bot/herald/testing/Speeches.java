package bot.herald.testing;

import bot.herald.language.Saying;
import bot.herald.moderation.Speech;
import bot.herald.moderation.SpeechRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds back what holds one word outside of the channel's own text, and remembers what was asked. */
public final class Speeches implements SpeechRules {
    public static final String BAD = "rotten";

    public final List<Speech> asked = new ArrayList<>();

    @Override
    public boolean allow(Speech speech) {
        asked.add(speech);
        return objection(speech).isEmpty();
    }

    @Override
    public Optional<Saying> objection(Speech speech) {
        return speech.said().text().contains(BAD) && !speech.said().own().contains(BAD)
                ? Optional.of(Saying.untranslated("a bad word"))
                : Optional.empty();
    }
}
