package bot.herald.channel;

import bot.herald.language.Language;
import bot.herald.language.Saying;
import bot.herald.language.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether everything that is switched on in a channel can act now, and if not, what prevents it, who can change that
 * and how.
 *
 * @param troubles the most important first
 */
public record ChannelCondition(List<Trouble> troubles) {
    public static final ChannelCondition GOOD = new ChannelCondition(List.of());

    private static final Texts TEXTS = Texts.beside(ChannelCondition.class);

    public ChannelCondition {
        troubles = List.copyOf(troubles);
    }

    /** How bad it is. */
    public enum State {
        /** Everything switched on can act now. */
        WORKS,
        /** Something cannot. */
        ATTENTION,
        /** Nothing can. */
        BROKEN;

        /** As the API writes it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Who can fix it. */
    public enum Who {
        STREAMER,
        OPERATOR;

        /** As the API writes it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How to fix it. */
    public enum Remedy {
        CONNECT_CHANNEL,
        CONNECT_BOT,
        MAKE_MODERATOR,
        UNBAN,
        /** Herald retries by itself. */
        WAIT;

        /** As the API writes it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * One shortfall.
     *
     * @param code for programs
     * @param total whether nothing works because of it
     * @param said a sentence for people
     */
    public record Trouble(String code, boolean total, Saying said, Who who, Remedy remedy) {
        public String message() {
            return said.in(Language.EN);
        }
    }

    /**
     * Something that is switched on, and what it lacks.
     *
     * @param what its name, at the beginning of a sentence
     * @param ofBroadcaster what it cannot do until the broadcaster allows it; each completes "it cannot …"
     * @param ofBot likewise for the bot's account
     * @param wantsModerator whether it can act only where the bot is a moderator
     */
    public record Need(Saying what, List<Saying> ofBroadcaster, List<Saying> ofBot, boolean wantsModerator) {}

    /**
     * What is known about a channel.
     *
     * @param bot the bot's login; empty while none is connected
     * @param allowed whether the broadcaster's permission is there
     * @param silenced why the bot cannot write; empty while it can
     * @param notShown why Twitch did not show the bot's latest line; empty if it did
     * @param unheard which events do not arrive, each with the reason
     * @param moderator whether the bot is known to moderate there
     */
    public record Facts(
            Optional<String> bot,
            boolean allowed,
            Optional<Saying> silenced,
            Optional<Saying> notShown,
            List<Saying> unheard,
            List<Need> needs,
            boolean moderator) {}

    public static ChannelCondition of(Facts facts) {
        if (!facts.allowed()) {
            return of(trouble("needs-reauthorization", true, Who.STREAMER, Remedy.CONNECT_CHANNEL));
        }
        if (facts.bot().isEmpty()) {
            return of(trouble("no-bot", true, Who.OPERATOR, Remedy.CONNECT_BOT));
        }
        List<Trouble> troubles = new ArrayList<>();
        facts.silenced()
                .ifPresent(reason ->
                        troubles.add(trouble("cannot-write", true, Who.STREAMER, Remedy.UNBAN, "reason", reason)));
        facts.notShown().ifPresent(reason -> troubles.add(notShown(reason, facts)));
        facts.unheard()
                .forEach(what -> troubles.add(trouble("not-heard", false, Who.OPERATOR, Remedy.WAIT, "what", what)));
        for (Need need : facts.needs()) {
            if (!need.ofBroadcaster().isEmpty()) {
                troubles.add(trouble(
                        "waiting-for-permission",
                        false,
                        Who.STREAMER,
                        Remedy.CONNECT_CHANNEL,
                        "what",
                        need.what(),
                        "permissions",
                        joined(need.ofBroadcaster())));
            }
            if (!need.ofBot().isEmpty()) {
                troubles.add(trouble(
                        "waiting-for-operator",
                        false,
                        Who.OPERATOR,
                        Remedy.CONNECT_BOT,
                        "what",
                        need.what(),
                        "permissions",
                        joined(need.ofBot())));
            }
        }
        List<Saying> modless = facts.needs().stream()
                .filter(need -> need.wantsModerator() && !facts.moderator())
                .map(Need::what)
                .toList();
        if (!modless.isEmpty()) {
            troubles.add(trouble(
                    "not-moderator",
                    false,
                    Who.STREAMER,
                    Remedy.MAKE_MODERATOR,
                    "what",
                    joined(modless),
                    "bot",
                    facts.bot().orElseThrow()));
        }
        return new ChannelCondition(troubles);
    }

    /** Moderators are exempt from the modes that keep lines out of a chat. */
    private static Trouble notShown(Saying reason, Facts facts) {
        return facts.moderator()
                ? trouble("not-shown", false, Who.STREAMER, Remedy.WAIT, "reason", reason)
                : new Trouble(
                        "not-shown",
                        false,
                        TEXTS.saying(
                                "not-shown.no-moderator",
                                "reason",
                                reason,
                                "bot",
                                facts.bot().orElseThrow()),
                        Who.STREAMER,
                        Remedy.MAKE_MODERATOR);
    }

    private static Trouble trouble(String code, boolean total, Who who, Remedy remedy, Object... namesAndValues) {
        return new Trouble(code, total, TEXTS.saying(code, namesAndValues), who, remedy);
    }

    private static ChannelCondition of(Trouble only) {
        return new ChannelCondition(List.of(only));
    }

    public State state() {
        return troubles.isEmpty()
                ? State.WORKS
                : troubles.stream().anyMatch(Trouble::total) ? State.BROKEN : State.ATTENTION;
    }

    private static Saying joined(List<Saying> parts) {
        int last = parts.size() - 1;
        return last == 0
                ? parts.get(0)
                : language -> TEXTS.in(language)
                        .say(
                                "and",
                                "others",
                                parts.subList(0, last).stream()
                                        .map(part -> part.in(language))
                                        .collect(Collectors.joining(", ")),
                                "last",
                                parts.get(last));
    }
}
