package bot.herald.feature.filter;

import bot.herald.event.ChatMessageReceived;
import bot.herald.feature.filter.FilterSettings.Action;
import bot.herald.settings.Problem;
import bot.herald.template.Template;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** A channel's settings, made ready to judge messages. Immutable and safe for concurrent use. */
final class Rules {
    private static final int LONGEST_WORD = 100;
    private static final String CAPITALS = "mostly capitals";
    private static final String REPETITION = "repeated characters or symbols";

    private final FilterSettings settings;
    private final List<Links.Allowed> allowed;
    private final Set<String> ignored;
    private final WordList words;

    Rules(FilterSettings settings) {
        this.settings = settings;
        this.allowed = settings.allowedDomains().stream()
                .flatMap(domain -> Links.allowed(domain).stream())
                .toList();
        this.ignored = Set.copyOf(settings.ignoredWords());
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
                return Optional.of(new Verdict(settings.onWord(), forbiddenWord(word.get()), "reason.word"));
            }
        }
        if (settings.links()) {
            Optional<String> domain = Links.forbidden(text, allowed);
            if (domain.isPresent() && !permit.getAsBoolean()) {
                return Optional.of(new Verdict(settings.onLink(), linkTo(domain.get()), "reason.link"));
            }
        }
        if (settings.capitals()
                && Shouting.isMostlyCapitals(
                        text, message.emotes(), ignored, settings.percentCapitals(), settings.leastLetters())) {
            return Optional.of(new Verdict(settings.onCapitals(), CAPITALS, "reason.capitals"));
        }
        boolean repetition = settings.repetition()
                && (Shouting.longestRun(text) > settings.mostRepeated()
                        || Shouting.symbols(text) > settings.mostSymbols());
        return repetition
                ? Optional.of(new Verdict(settings.onRepetition(), REPETITION, "reason.repetition"))
                : Optional.empty();
    }

    /**
     * What would be wrong with a text if a viewer had written it, in a few words for the channel's people; what the channel's
     * own part of it breaks already is not the viewer's doing.
     */
    Optional<String> judge(Template.Said said, Set<String> quiet) {
        String text = said.text();
        String own = said.own().replace(Template.GAP, " ");
        if (settings.words()) {
            Optional<String> word = words.firstIn(text, own);
            if (word.isPresent()) {
                return word.map(Rules::forbiddenWord);
            }
        }
        if (settings.links()) {
            Optional<String> domain = Links.forbidden(text, said.own(), allowed);
            if (domain.isPresent()) {
                return domain.map(Rules::linkTo);
            }
        }
        if (settings.capitals() && isShouted(text, quiet) && !isShouted(own, quiet)) {
            return Optional.of(CAPITALS);
        }
        return settings.repetition() && addsRepetition(text, said.own()) ? Optional.of(REPETITION) : Optional.empty();
    }

    private boolean isShouted(String text, Set<String> quiet) {
        Set<String> uncounted = new HashSet<>(ignored);
        uncounted.addAll(quiet);
        return Shouting.isMostlyCapitals(text, quiet, uncounted, settings.percentCapitals(), settings.leastLetters());
    }

    private boolean addsRepetition(String text, String own) {
        int ownRun = Arrays.stream(own.split(Template.GAP, -1))
                .mapToInt(Shouting::longestRun)
                .max()
                .orElse(0);
        int ownSymbols = Shouting.symbols(own.replace(Template.GAP, " "));
        int notOurs = Shouting.symbols(text) - (ownSymbols > settings.mostSymbols() ? ownSymbols : 0);
        return Shouting.longestRun(text) > Math.max(ownRun, settings.mostRepeated())
                || notOurs > settings.mostSymbols();
    }

    private static String forbiddenWord(String word) {
        return "the forbidden word \"" + word + "\"";
    }

    private static String linkTo(String domain) {
        return "a link to " + domain;
    }

    static List<Problem> problems(FilterSettings settings) {
        List<Problem> problems = new ArrayList<>();
        for (String domain : settings.allowedDomains()) {
            if (Links.allowed(domain).isEmpty()) {
                problems.add(new Problem("allowedDomains", ChatFilters.TEXTS.saying("no-address", "written", domain)));
            }
        }
        for (String word : settings.forbiddenWords()) {
            if (!WordList.isUsable(word) || word.length() > LONGEST_WORD) {
                problems.add(new Problem(
                        "forbiddenWords", ChatFilters.TEXTS.saying("no-word", "written", word, "most", LONGEST_WORD)));
            }
        }
        if (settings.words() && settings.forbiddenWords().isEmpty()) {
            problems.add(new Problem("forbiddenWords", ChatFilters.TEXTS.saying("words-missing")));
        }
        return problems;
    }

    /**
     * Why a message is not wanted, and what happens to it.
     *
     * @param found in a few words for the channel's people, for example {@code a link to example.com}
     * @param reason for the chatter, as a key of the texts
     */
    record Verdict(Action action, String found, String reason) {}
}
