package bot.herald.feature.filter;

import bot.herald.feature.Setting;
import java.util.List;

/**
 * Which messages a channel does not want.
 *
 * @param allowedDomains may be linked to, with what is below them
 * @param percentCapitals a message is shouted when so much of it is capitals, if it has {@code leastLetters}
 * @param mostRepeated how often the same character may follow on itself
 * @param mostSymbols how many of a message's characters may be neither letters nor digits
 * @param forbiddenWords as {@link WordList} reads them
 */
public record FilterSettings(
        @Setting(label = "Links", help = "Acts on messages with a link, unless a moderator permitted it with !permit.")
        boolean links,

        @Setting(label = "Links are answered by") Action onLink,

        @Setting(
                label = "Allowed domains",
                help = "One a line, for example youtube.com; what is below it is allowed too.")
        List<String> allowedDomains,

        @Setting(label = "Capitals", help = "Acts on messages that are mostly capitals.")
        boolean capitals,

        @Setting(label = "Capitals are answered by") Action onCapitals,

        @Setting(label = "Share of capitals", help = "In percent of the letters.", min = 50, max = 100)
        int percentCapitals,

        @Setting(label = "Least letters", help = "Shorter messages are let through.", min = 1, max = 500)
        int leastLetters,

        @Setting(label = "Repetition", help = "Acts on messages with many repeated characters or many symbols.")
        boolean repetition,

        @Setting(label = "Repetition is answered by") Action onRepetition,

        @Setting(
                label = "Most repeated",
                help = "How often the same character may follow on itself.",
                min = 3,
                max = 500)
        int mostRepeated,

        @Setting(
                label = "Most symbols",
                help = "How many characters of a message may be neither letters nor digits.",
                min = 3,
                max = 500)
        int mostSymbols,

        @Setting(label = "Words", help = "Acts on messages with a forbidden word.")
        boolean words,

        @Setting(label = "Words are answered by") Action onWord,

        @Setting(
                label = "Forbidden words",
                help = "One word or phrase a line; * stands for any letters. Case and look-alike letters do not"
                        + " matter.")
        List<String> forbiddenWords,

        @Setting(label = "Exempt from", help = "Who is at least this is never acted upon; moderators never are.")
        Exempt exempt,

        @Setting(label = "Time-out", help = "In seconds, where a message is answered by one.", min = 1, max = 1_209_600)
        int timeOutSeconds,

        @Setting(label = "Say why", help = "The bot tells the chatter why, at most once a minute.")
        boolean notice) {
    static final FilterSettings DEFAULTS = new FilterSettings(
            false,
            Action.DELETE,
            List.of("clips.twitch.tv"),
            false,
            Action.DELETE,
            80,
            20,
            false,
            Action.DELETE,
            15,
            30,
            false,
            Action.DELETE,
            List.of(),
            Exempt.SUBSCRIBER,
            60,
            false);

    public FilterSettings {
        allowedDomains = List.copyOf(allowedDomains);
        forbiddenWords = List.copyOf(forbiddenWords);
    }

    /** What happens to a message. */
    public enum Action {
        DELETE,
        /** Twitch takes the chatter's messages off the screen too. */
        TIME_OUT,
        /** The message is deleted, and the chatter writes again after a confirmation. */
        WARN
    }

    /** The least role that is let through. */
    public enum Exempt {
        SUBSCRIBER,
        VIP,
        MODERATOR
    }
}
