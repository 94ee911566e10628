package bot.herald.feature.filter;

import bot.herald.feature.Setting;
import java.util.List;

/**
 * The messages that a channel does not want.
 *
 * @param allowedDomains hosts, optionally with the beginning of a path, that may be linked to; includes subdomains
 * @param percentCapitals the share of capitals that makes a message with {@code leastLetters} shouting
 * @param ignoredWords words whose capitals are not shouting, such as emotes of other sites; case-sensitive
 * @param mostRepeated the longest allowed run of one character
 * @param mostSymbols how many characters may be neither letters nor digits
 * @param forbiddenWords as {@link WordList} reads them
 * @param escalateAfter how often somebody may be filtered within {@code escalationMinutes} before it escalates
 */
public record FilterSettings(
        @Setting(
                label = "Links",
                help = "Acts on messages with a link, unless a moderator permitted it with !permit.",
                group = "Links")
        boolean links,

        @Setting(label = "When someone posts a link", group = "Links")
        Action onLink,

        @Setting(
                label = "Allowed domains",
                help =
                        "One per line; subdomains are included. With a path, such as discord.gg/name, only what is below it.",
                group = "Links")
        List<String> allowedDomains,

        @Setting(label = "Capitals", help = "Acts on messages that are mostly capitals.", group = "Capitals")
        boolean capitals,

        @Setting(label = "When someone shouts", group = "Capitals")
        Action onCapitals,

        @Setting(
                label = "Maximum % of capitals",
                help = "Of the letters of a message.",
                min = 50,
                max = 100,
                group = "Capitals")
        int percentCapitals,

        @Setting(label = "Ignore messages shorter than", help = "In letters.", min = 1, max = 500, group = "Capitals")
        int leastLetters,

        @Setting(
                label = "Emotes and words that don't count as shouting",
                help = "One per line, as they are typed. Twitch's own emotes and @names never count.",
                group = "Capitals")
        List<String> ignoredWords,

        @Setting(
                label = "Repetition",
                help = "Acts on messages with many repeated characters or many symbols.",
                group = "Repetition")
        boolean repetition,

        @Setting(label = "When someone repeats characters or symbols", group = "Repetition")
        Action onRepetition,

        @Setting(
                label = "Maximum repeated characters",
                help = "Longest allowed run of one character.",
                min = 3,
                max = 500,
                group = "Repetition")
        int mostRepeated,

        @Setting(
                label = "Maximum symbols",
                help = "Pictures and signs; the punctuation of a sentence doesn't count.",
                min = 3,
                max = 500,
                group = "Repetition")
        int mostSymbols,

        @Setting(label = "Words", help = "Acts on messages with a forbidden word.", group = "Words")
        boolean words,

        @Setting(label = "When someone writes a forbidden word", group = "Words")
        Action onWord,

        @Setting(
                label = "Forbidden words",
                help = "One word or phrase per line; * stands for any letters. Case and look-alike letters don't"
                        + " matter.",
                group = "Words")
        List<String> forbiddenWords,

        @Setting(
                label = "Exempt",
                help = "These and higher roles are never filtered. Moderators never are.",
                group = "All filters")
        Exempt exempt,

        @Setting(
                label = "Time-out",
                help = "In seconds, where a message leads to one.",
                min = 1,
                max = 1_209_600,
                group = "All filters")
        int timeOutSeconds,

        @Setting(
                label = "Say why",
                help = "The bot tells the chatter why, at most once a minute per person.",
                group = "All filters")
        boolean notice,

        @Setting(label = "Exempt from this filter", group = "Links")
        OwnExempt linksExempt,

        @Setting(label = "Exempt from this filter", group = "Capitals")
        OwnExempt capitalsExempt,

        @Setting(label = "Exempt from this filter", group = "Repetition")
        OwnExempt repetitionExempt,

        @Setting(label = "Exempt from this filter", group = "Words")
        OwnExempt wordsExempt,

        @Setting(
                label = "People who are never filtered",
                help = "Twitch names, separated by spaces.",
                words = true,
                group = "All filters")
        List<String> exemptPeople,

        @Setting(
                label = "Commands that are left alone",
                help = "First words of messages, such as !sr, separated by spaces. Forbidden words are filtered all the"
                        + " same.",
                words = true,
                group = "All filters")
        List<String> exemptCommands,

        @Setting(
                label = "Escalate",
                help = "People who are filtered again and again are timed out, four times as long each time.",
                group = "Repeat offenders")
        boolean escalation,

        @Setting(
                label = "Times before that",
                help = "How often a chatter is treated as above first.",
                min = 1,
                max = 20,
                group = "Repeat offenders")
        int escalateAfter,

        @Setting(
                label = "Counted within",
                help = "A restart of the bot forgets what was counted.",
                min = 1,
                max = 10_080,
                unit = "minutes",
                group = "Repeat offenders")
        int escalationMinutes,

        @Setting(label = "Longest time-out", min = 1, max = 1_209_600, unit = "seconds", group = "Repeat offenders")
        int longestTimeOutSeconds) {
    /** Common emotes in capitals from 7TV, BetterTTV and FrankerFaceZ, which arrive as plain text. */
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

    /** The same exemptions for all filters, and no escalation. */
    FilterSettings(
            boolean links,
            Action onLink,
            List<String> allowedDomains,
            boolean capitals,
            Action onCapitals,
            int percentCapitals,
            int leastLetters,
            List<String> ignoredWords,
            boolean repetition,
            Action onRepetition,
            int mostRepeated,
            int mostSymbols,
            boolean words,
            Action onWord,
            List<String> forbiddenWords,
            Exempt exempt,
            int timeOutSeconds,
            boolean notice) {
        this(
                links,
                onLink,
                allowedDomains,
                capitals,
                onCapitals,
                percentCapitals,
                leastLetters,
                ignoredWords,
                repetition,
                onRepetition,
                mostRepeated,
                mostSymbols,
                words,
                onWord,
                forbiddenWords,
                exempt,
                timeOutSeconds,
                notice,
                OwnExempt.AS_FOR_ALL,
                OwnExempt.AS_FOR_ALL,
                OwnExempt.AS_FOR_ALL,
                OwnExempt.AS_FOR_ALL,
                List.of(),
                List.of(),
                false,
                2,
                60,
                86_400);
    }

    public FilterSettings {
        exemptPeople = List.copyOf(exemptPeople);
        exemptCommands = List.copyOf(exemptCommands);
        allowedDomains = List.copyOf(allowedDomains);
        ignoredWords = List.copyOf(ignoredWords);
        forbiddenWords = List.copyOf(forbiddenWords);
    }

    /** The action on an unwanted message. */
    public enum Action {
        DELETE,
        /** Twitch also removes the chatter's messages. */
        TIME_OUT,
        /** Deletes the message; the chatter has to confirm the warning before writing again. */
        WARN
    }

    /** The lowest role that is exempt. */
    public enum Exempt {
        SUBSCRIBER,
        VIP,
        MODERATOR
    }

    /** The lowest role that is exempt from one filter. */
    public enum OwnExempt {
        /** As in {@link FilterSettings#exempt}. */
        AS_FOR_ALL,
        SUBSCRIBER,
        VIP,
        MODERATOR
    }
}
