package bot.herald.feature.filter;

import bot.herald.event.ChatMessageReceived;
import bot.herald.event.Role;
import bot.herald.feature.filter.FilterSettings.Action;
import bot.herald.feature.filter.FilterSettings.OwnExempt;
import bot.herald.identity.TwitchLogin;
import bot.herald.language.Saying;
import bot.herald.language.Sentences;
import bot.herald.settings.Problem;
import bot.herald.template.Characters;
import bot.herald.template.ChatText;
import bot.herald.template.Template;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A channel's filter settings, prepared for judging messages. Immutable and safe for concurrent use. */
final class Rules {
    private static final int LONGEST_WORD = 100;
    /** How much longer each time-out is than the one before. */
    private static final int STEEPNESS = 4;

    private static final Saying CAPITALS = ChatFilters.TEXTS.saying("found.capitals");
    private static final Saying REPETITION = ChatFilters.TEXTS.saying("found.repetition");

    private final FilterSettings settings;
    private final List<Links.Allowed> allowed;
    private final Set<String> ignored;
    private final WordList words;
    private final Set<String> people;
    private final Set<String> commands;

    Rules(FilterSettings settings) {
        this.settings = settings;
        this.allowed = settings.allowedDomains().stream()
                .flatMap(domain -> Links.allowed(domain).stream())
                .toList();
        this.ignored = Set.copyOf(settings.ignoredWords());
        this.words = new WordList(settings.forbiddenWords());
        this.people = all(settings.exemptPeople(), TwitchLogin::bare);
        this.commands = all(settings.exemptCommands(), word -> word.toLowerCase(Locale.ROOT));
    }

    private static Set<String> all(List<String> words, UnaryOperator<String> form) {
        return words.stream().map(form).collect(Collectors.toUnmodifiableSet());
    }

    boolean areOf(FilterSettings other) {
        return settings.equals(other);
    }

    /** The most serious first. */
    enum Filter {
        WORDS,
        LINKS,
        CAPITALS,
        REPETITION
    }

    boolean isOn(Filter filter) {
        return switch (filter) {
            case WORDS -> settings.words();
            case LINKS -> settings.links();
            case CAPITALS -> settings.capitals();
            case REPETITION -> settings.repetition();
        };
    }

    /** Whether the role is exempt from the filter. */
    boolean isExempt(Filter filter, Role role) {
        OwnExempt own = switch (filter) {
            case WORDS -> settings.wordsExempt();
            case LINKS -> settings.linksExempt();
            case CAPITALS -> settings.capitalsExempt();
            case REPETITION -> settings.repetitionExempt();
        };
        return role.isAtLeast(
                switch (own) {
                    case AS_FOR_ALL -> role(settings.exempt());
                    case SUBSCRIBER -> Role.SUBSCRIBER;
                    case VIP -> Role.VIP;
                    case MODERATOR -> Role.MODERATOR;
                });
    }

    private static Role role(FilterSettings.Exempt exempt) {
        return switch (exempt) {
            case SUBSCRIBER -> Role.SUBSCRIBER;
            case VIP -> Role.VIP;
            case MODERATOR -> Role.MODERATOR;
        };
    }

    /** Whether any filter applies to the role. */
    boolean concern(Role role) {
        for (Filter filter : Filter.values()) {
            if (isOn(filter) && !isExempt(filter, role)) {
                return true;
            }
        }
        return false;
    }

    boolean isExempt(TwitchLogin login) {
        return people.contains(login.value());
    }

    /** Whether it begins with an exempt command, which may contain anything except forbidden words. */
    boolean isLeftAlone(Filter filter, String text) {
        return filter != Filter.WORDS
                && !commands.isEmpty()
                && commands.contains(ChatText.clean(text).split(" ", 2)[0].toLowerCase(Locale.ROOT));
    }

    /**
     * What is wrong with a message, the most serious first.
     *
     * @param permit called if there is a link; whether it is allowed after all
     */
    Optional<Verdict> judge(ChatMessageReceived message, BooleanSupplier permit) {
        Role role = Role.of(message.badges());
        if (isExempt(message.chatter().login())) {
            return Optional.empty();
        }
        for (Filter filter : Filter.values()) {
            if (isOn(filter) && !isExempt(filter, role) && !isLeftAlone(filter, message.withoutAddressee())) {
                Optional<Verdict> verdict =
                        found(filter, message.text(), message.emotes().keySet());
                if (verdict.isPresent() && !(filter == Filter.LINKS && permit.getAsBoolean())) {
                    return verdict;
                }
            }
        }
        return Optional.empty();
    }

    /** The finding of one filter, even if it is off. */
    Optional<Verdict> found(Filter filter, String text, Set<String> emotes) {
        return switch (filter) {
            case WORDS ->
                words.firstIn(text).map(word -> verdict(settings.onWord(), forbiddenWord(word), "reason.word"));
            case LINKS ->
                Links.forbidden(text, allowed).map(domain -> verdict(settings.onLink(), linkTo(domain), "reason.link"));
            case CAPITALS ->
                Shouting.isMostlyCapitals(text, emotes, ignored, settings.percentCapitals(), settings.leastLetters())
                        ? Optional.of(verdict(settings.onCapitals(), CAPITALS, "reason.capitals"))
                        : Optional.empty();
            case REPETITION ->
                Shouting.longestRun(text) > settings.mostRepeated() || Shouting.symbols(text) > settings.mostSymbols()
                        ? Optional.of(verdict(settings.onRepetition(), REPETITION, "reason.repetition"))
                        : Optional.empty();
        };
    }

    private Verdict verdict(Action action, Saying found, String reason) {
        return new Verdict(action, found, reason, Duration.ofSeconds(settings.timeOutSeconds()));
    }

    /**
     * The verdict for somebody who was filtered repeatedly.
     *
     * @param strikes how often recently, including this time
     */
    Verdict escalated(Verdict verdict, int strikes) {
        int beyond = strikes - settings.escalateAfter();
        if (!settings.escalation() || beyond <= 0) {
            return verdict;
        }
        long longest = Math.max(settings.timeOutSeconds(), settings.longestTimeOutSeconds());
        long seconds = settings.timeOutSeconds();
        for (int i = 1; i < beyond && seconds < longest; i++) {
            seconds *= STEEPNESS;
        }
        return new Verdict(
                Action.TIME_OUT, verdict.found(), verdict.reason(), Duration.ofSeconds(Math.min(seconds, longest)));
    }

    /**
     * What would be wrong with a text if a viewer had written it, in a few words for the channel's people. Violations in the
     * channel's own part of it do not count.
     */
    Optional<Saying> judge(Template.Said said, Set<String> quiet, Role role) {
        String text = said.text();
        String own = said.own().replace(Template.GAP, " ");
        if (settings.words() && !isExempt(Filter.WORDS, role)) {
            Optional<String> word = words.firstIn(text, own);
            if (word.isPresent()) {
                return word.map(Rules::forbiddenWord);
            }
        }
        if (settings.links() && !isExempt(Filter.LINKS, role)) {
            Optional<String> domain = Links.forbidden(text, said.own(), allowed);
            if (domain.isPresent()) {
                return domain.map(Rules::linkTo);
            }
        }
        if (settings.capitals()
                && !isExempt(Filter.CAPITALS, role)
                && isShouted(text, quiet)
                && !isShouted(own, quiet)) {
            return Optional.of(CAPITALS);
        }
        return settings.repetition() && !isExempt(Filter.REPETITION, role) && addsRepetition(text, said.own())
                ? Optional.of(REPETITION)
                : Optional.empty();
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

    private static Saying forbiddenWord(String word) {
        return ChatFilters.TEXTS.saying("found.word", "word", word);
    }

    private static Saying linkTo(String domain) {
        return ChatFilters.TEXTS.saying("found.link", "domain", domain);
    }

    static List<Problem> problems(FilterSettings settings) {
        List<Problem> problems = new ArrayList<>();
        for (String domain : settings.allowedDomains()) {
            if (Links.allowed(domain).isEmpty()) {
                problems.add(new Problem("allowedDomains", ChatFilters.TEXTS.saying("no-address", "written", domain)));
            }
        }
        for (String word : settings.forbiddenWords()) {
            if (!WordList.isUsable(word) || Characters.areMoreThan(LONGEST_WORD, word)) {
                problems.add(new Problem(
                        "forbiddenWords", ChatFilters.TEXTS.saying("no-word", "written", word, "most", LONGEST_WORD)));
            }
        }
        settings.exemptPeople().stream()
                .filter(name -> !TwitchLogin.isValid(TwitchLogin.bare(name)))
                .findFirst()
                .map(name -> ChatFilters.TEXTS.saying("no-login", "written", name))
                .ifPresent(fault -> problems.add(new Problem("exemptPeople", fault)));
        if (settings.words() && settings.forbiddenWords().isEmpty()) {
            problems.add(new Problem("forbiddenWords", ChatFilters.TEXTS.saying("words-missing")));
        }
        return problems;
    }

    /**
     * Why a message is unwanted, and what to do about it.
     *
     * @param found in a few words for the channel's people, for example {@code a link to example.com}
     * @param reason for the chatter, as a key of the texts
     * @param timeOut only for a time-out
     */
    record Verdict(Action action, Saying found, String reason, Duration timeOut) {
        /** The same with the text of the reason in place of its key. */
        Verdict in(Sentences say) {
            return new Verdict(action, found, say.say(reason), timeOut);
        }
    }
}
