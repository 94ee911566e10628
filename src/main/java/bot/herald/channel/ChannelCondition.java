package bot.herald.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether everything that is switched on in a channel can act now, and if not, what keeps it, who can change that and how.
 *
 * @param troubles what matters most first
 */
public record ChannelCondition(List<Trouble> troubles) {
    public static final ChannelCondition GOOD = new ChannelCondition(List.of());

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

    /** Who can put it right. */
    public enum Who {
        STREAMER,
        OPERATOR;

        /** As the API writes it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What puts it right. */
    public enum Remedy {
        CONNECT_CHANNEL,
        CONNECT_BOT,
        MAKE_MODERATOR,
        UNBAN,
        /** Herald tries again by itself. */
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
     * @param message a sentence for people
     */
    public record Trouble(String code, boolean total, String message, Who who, Remedy remedy) {}

    /**
     * What is switched on, and what it lacks.
     *
     * @param what its name, at the beginning of a sentence
     * @param ofBroadcaster what it cannot do until the broadcaster allows it; each completes "it cannot …"
     * @param ofBot likewise, of the bot's account
     * @param wantsModerator whether it can act only where the bot is a moderator
     */
    public record Need(String what, List<String> ofBroadcaster, List<String> ofBot, boolean wantsModerator) {}

    /**
     * What is known of a channel.
     *
     * @param bot the bot's login; empty while none is connected
     * @param allowed whether the broadcaster's permission is there
     * @param silenced why the bot may not write; empty while it may
     * @param unheard what does not arrive, each with the reason
     * @param moderator whether the bot is known to moderate there
     */
    public record Facts(
            Optional<String> bot,
            boolean allowed,
            Optional<String> silenced,
            List<String> unheard,
            List<Need> needs,
            boolean moderator) {}

    public static ChannelCondition of(Facts facts) {
        if (!facts.allowed()) {
            return of(new Trouble(
                    "needs-reauthorization",
                    true,
                    "Twitch took back the permission: the channel has to be connected again.",
                    Who.STREAMER,
                    Remedy.CONNECT_CHANNEL));
        }
        if (facts.bot().isEmpty()) {
            return of(new Trouble(
                    "no-bot",
                    true,
                    "No bot account is connected: nothing is heard or said.",
                    Who.OPERATOR,
                    Remedy.CONNECT_BOT));
        }
        List<Trouble> troubles = new ArrayList<>();
        facts.silenced()
                .ifPresent(reason -> troubles.add(new Trouble(
                        "cannot-write", true, "The bot cannot write here: " + reason, Who.STREAMER, Remedy.UNBAN)));
        facts.unheard()
                .forEach(what -> troubles.add(
                        new Trouble("not-heard", false, "Herald does not hear " + what, Who.OPERATOR, Remedy.WAIT)));
        for (Need need : facts.needs()) {
            if (!need.ofBroadcaster().isEmpty()) {
                troubles.add(new Trouble(
                        "waiting-for-permission",
                        false,
                        need.what() + ": waiting for the broadcaster's permission to " + joined(need.ofBroadcaster())
                                + ".",
                        Who.STREAMER,
                        Remedy.CONNECT_CHANNEL));
            }
            if (!need.ofBot().isEmpty()) {
                troubles.add(new Trouble(
                        "waiting-for-operator",
                        false,
                        need.what() + ": waiting for the operator, who has to allow the bot's account to "
                                + joined(need.ofBot()) + ".",
                        Who.OPERATOR,
                        Remedy.CONNECT_BOT));
            }
        }
        List<String> modless = facts.needs().stream()
                .filter(need -> need.wantsModerator() && !facts.moderator())
                .map(Need::what)
                .toList();
        if (!modless.isEmpty()) {
            String bot = facts.bot().orElseThrow();
            troubles.add(new Trouble(
                    "not-moderator",
                    false,
                    joined(modless) + ": " + bot + " has to be a moderator for this. Write /mod " + bot
                            + " in your chat.",
                    Who.STREAMER,
                    Remedy.MAKE_MODERATOR));
        }
        return new ChannelCondition(troubles);
    }

    private static ChannelCondition of(Trouble only) {
        return new ChannelCondition(List.of(only));
    }

    public State state() {
        return troubles.isEmpty()
                ? State.WORKS
                : troubles.stream().anyMatch(Trouble::total) ? State.BROKEN : State.ATTENTION;
    }

    private static String joined(List<String> parts) {
        int last = parts.size() - 1;
        return last == 0 ? parts.get(0) : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
    }
}
