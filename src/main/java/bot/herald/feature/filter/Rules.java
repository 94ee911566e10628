package bot.herald.feature.filter;

import bot.herald.event.ChatMessageReceived;
import bot.herald.settings.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** A channel's settings, made ready to judge messages. Immutable and safe for concurrent use. */
final class Rules {
    private static final int LONGEST_WORD = 100;

    private final FilterSettings settings;
    private final Set<String> allowed = new HashSet<>();
    private final WordList words;

    Rules(FilterSettings settings) {
        this.settings = settings;
        settings.allowedDomains().forEach(domain -> Links.domain(domain).ifPresent(allowed::add));
        this.words = new WordList(settings.forbiddenWords());
    }

    boolean areOf(FilterSettings other) {
        return settings.equals(other);
    }

    /**
     * What is wrong with a message, the gravest first.
     *
     * @param permit asked once there is a link; whether it may stay
     */
    Optional<Verdict> judge(ChatMessageReceived message, BooleanSupplier permit) {
        String text = message.text();
        if (settings.words()) {
            Optional<String> word = words.firstIn(text);
            if (word.isPresent()) {
                return Optional.of(new Verdict(
                        settings.onWord(), "the forbidden word \"" + word.get() + "\"", "that is not said here"));
            }
        }
        if (settings.links()) {
            Optional<String> domain = Links.forbidden(text, allowed);
            if (domain.isPresent() && !permit.getAsBoolean()) {
                return Optional.of(new Verdict(
                        settings.onLink(),
                        "a link to " + domain.get(),
                        "please ask a moderator before posting a link"));
            }
        }
        if (settings.capitals()
                && Shouting.isMostlyCapitals(
                        text, message.emotes(), settings.percentCapitals(), settings.leastLetters())) {
            return Optional.of(new Verdict(settings.onCapitals(), "mostly capitals", "please write in small letters"));
        }
        boolean repetition = settings.repetition()
                && (Shouting.longestRun(text) > settings.mostRepeated()
                        || Shouting.symbols(text) > settings.mostSymbols());
        return repetition
                ? Optional.of(new Verdict(
                        settings.onRepetition(),
                        "repeated characters or symbols",
                        "please write without so many repetitions"))
                : Optional.empty();
    }

    static List<Problem> problems(FilterSettings settings) {
        List<Problem> problems = new ArrayList<>();
        for (String domain : settings.allowedDomains()) {
            if (Links.domain(domain).isEmpty()) {
                problems.add(
                        new Problem("allowedDomains", "\"" + domain + "\" is no domain; write it like youtube.com."));
            }
        }
        for (String word : settings.forbiddenWords()) {
            if (!WordList.isUsable(word) || word.length() > LONGEST_WORD) {
                problems.add(new Problem(
                        "forbiddenWords",
                        "\"" + word + "\" cannot be used; write letters or digits, " + LONGEST_WORD
                                + " at most, with * for any letters."));
            }
        }
        if (settings.words() && settings.forbiddenWords().isEmpty()) {
            problems.add(new Problem("forbiddenWords", "Write a word first, or switch this filter off."));
        }
        return problems;
    }
}
