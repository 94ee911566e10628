package bot.herald.feature.filter;

import bot.herald.feature.Setting;
import java.util.List;

/**
 * Which messages a channel does not want.
 *
 * @param allowedDomains may be linked to, with what is below them: hosts, or hosts with the beginning of a path
 * @param percentCapitals a message is shouted when so much of it is capitals, if it has {@code leastLetters}
 * @param ignoredWords capitals that are no shouting: emotes that Twitch itself does not know as such, written as they are typed
 * @param mostRepeated how often the same character may follow on itself
 * @param mostSymbols how many of a message's characters may be neither letters nor digits
 * @param forbiddenWords as {@link WordList} reads them
 */
public record FilterSettings(
        @Setting(label = "Links", help = "Acts on messages with a link, unless a moderator permitted it with !permit.")
        boolean links,

        @Setting(label = "When someone posts a link") Action onLink,

        @Setting(
                label = "Allowed domains",
                help =
                        "One per line; subdomains are included. With a path, such as discord.gg/name, only what is below it.")
        List<String> allowedDomains,

        @Setting(label = "Capitals", help = "Acts on messages that are mostly capitals.")
        boolean capitals,

        @Setting(label = "When someone shouts") Action onCapitals,

        @Setting(label = "Maximum % of capitals", help = "Of the letters of a message.", min = 50, max = 100)
        int percentCapitals,

        @Setting(label = "Ignore messages shorter than", help = "In letters.", min = 1, max = 500)
        int leastLetters,

        @Setting(
                label = "Emotes and words that don't count as shouting",
                help = "One per line, as they are typed. Twitch's own emotes and @names never count.")
        List<String> ignoredWords,

        @Setting(label = "Repetition", help = "Acts on messages with many repeated characters or many symbols.")
        boolean repetition,

        @Setting(label = "When someone repeats characters or symbols")
        Action onRepetition,

        @Setting(
                label = "Maximum repeated characters",
                help = "Longest allowed run of one character.",
                min = 3,
                max = 500)
        int mostRepeated,

        @Setting(
                label = "Maximum symbols",
                help = "Pictures and signs; the punctuation of a sentence doesn't count.",
                min = 3,
                max = 500)
        int mostSymbols,

        @Setting(label = "Words", help = "Acts on messages with a forbidden word.")
        boolean words,

        @Setting(label = "When someone writes a forbidden word")
        Action onWord,

        @Setting(
                label = "Forbidden words",
                help = "One word or phrase per line; * stands for any letters. Case and look-alike letters don't"
                        + " matter.")
        List<String> forbiddenWords,

        @Setting(label = "Exempt", help = "These and higher roles are never filtered. Moderators never are.")
        Exempt exempt,

        @Setting(label = "Time-out", help = "In seconds, where a message leads to one.", min = 1, max = 1_209_600)
        int timeOutSeconds,

        @Setting(label = "Say why", help = "The bot tells the chatter why, at most once a minute per person.")
        boolean notice) {
    /** Of 7TV, BetterTTV and FrankerFaceZ, which come as plain text: those in capitals that many channels have. */
    private static final List<String> WELL_KNOWN_EMOTES = List.of("""
            AINTNOWAY ALIENPLS AWARE AYAYA BASED BOOBA BOOMER BUSSERS BUSSIN CATJAM CLUELESS COCKA COPIUM DESPAIR
            DIESOFCRINGE EZ FLUSHED FOURHEAD GAMBA GIGACHAD HACKERMANS HOPIUM HUH HYPERS ICANT KEKL KEKW KEKWAIT
            LETHIMCOOK LETSGO LETSGOOO LMAO LOL LUL LULE LULW MEGALUL MODS MONKAW NODDERS NOIDONTTHINKSO NOOO NOPERS
            NOTED NOWAY NOWAYING OMEGADANCE OMEGADOWN OMEGALUL PAUSECHAMP PAUSERS PEEPOHAPPY PEPW PETTHE POG POGGERS
            POGSLIDE POGU PRAYGE RAGEY RIPBOZO ROFL SADGE SCATTER SCHIZO SNIFFA SOURPLS SUSSY VIBE WAJAJA WAYTOODANK
            WICKED WIDEPEEPOHAPPY XD XDD YEP
            """.strip().split("\\s+"));

    static final FilterSettings DEFAULTS = new FilterSettings(
            false,
            Action.DELETE,
            List.of("clips.twitch.tv"),
            false,
            Action.DELETE,
            80,
            20,
            WELL_KNOWN_EMOTES,
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
        ignoredWords = List.copyOf(ignoredWords);
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
