package bot.herald.feature;

import bot.herald.event.RaidReceived;
import bot.herald.feature.Setting.Says;
import bot.herald.identity.TwitchLogin;
import bot.herald.language.Language;
import bot.herald.language.Texts;
import bot.herald.settings.Document;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The settings of a whole channel. A component with its default below is all that form, API, its description, storage
 * and activity log need.
 *
 * @param ignoredLogins accounts whose chat is ignored, such as other bots; sorted
 * @param disabledCommands built-in commands that are not answered here; sorted
 * @param builtInCooldowns one per line, in the form that {@link BuiltInCooldown} reads
 */
public record ChannelSettings(
        @Setting(
                label = "Command prefix",
                help = "Leave empty for the bot's own.",
                noun = "prefix",
                group = "Commands",
                optional = true)
        String commandPrefix,

        @Setting(
                label = "Greeting for raids",
                help = "{game} and {title} are the raider's.",
                noun = "greeting",
                group = "Raids",
                says = Says.RAID_GREETING)
        String raidGreeting,

        @Setting(label = "Minimum viewers to greet a raid", help = "0 for all.", max = 1_000_000, group = "Raids")
        int raidMinimumViewers,

        @Setting(
                label = "Don't greet the same raider again for (minutes)",
                help = "0 to 1440; 0 greets every raid.",
                max = 1_440,
                unit = "minutes",
                group = "Raids")
        int raidPauseMinutes,

        @Setting(
                label = "Post the greeting as an announcement",
                help = "Highlighted by Twitch. Needs the bot as moderator; otherwise an ordinary message is posted.",
                group = "Raids")
        boolean raidAnnouncement,

        @Setting(label = "Give a shoutout to the raider", help = "Twitch's own, after the greeting.", group = "Raids")
        boolean shoutoutOnRaid,

        @Setting(
                label = "Minimum viewers of a raid that gets a shoutout",
                help = "0 for every raid that is greeted.",
                max = 1_000_000,
                group = "Raids")
        int shoutoutMinimumViewers,

        @Setting(
                label = "Give up on a shoutout after (minutes)",
                help = "2 to 60. Twitch allows one every two minutes, so some have to wait for their turn.",
                min = 2,
                max = 60,
                unit = "minutes",
                group = "Raids")
        int shoutoutPatienceMinutes,

        @Setting(
                label = "Message for shoutouts",
                help =
                        "What !so posts. You can use {so.name}, {link}, {so.game} and {so.now}, which is \"Live now, playing"
                                + " Chess.\" or \"Was last seen streaming Chess.\"",
                noun = "message",
                group = "Shoutouts",
                says = Says.SHOUTOUT)
        String shoutoutText,

        @Setting(
                label = "Language",
                help =
                        "What the bot says by itself, in chat and on the page for viewers. Your own texts stay as they are.",
                noun = "language",
                group = "Chat")
        Language language,

        @Setting(
                label = "Accounts that the bot ignores",
                help = "Logins, separated by spaces.",
                words = true,
                group = "Chat")
        List<String> ignoredLogins,

        @Setting(
                label = "Remember when people last wrote",
                help = "For {lastseen:{1}} in your texts. Kept for 90 days; erased when you switch it off.",
                group = "Chat")
        boolean lastSeen,

        @Setting(
                label = "Built-in commands that are switched off",
                help = "Names, separated by spaces.",
                max = 50,
                words = true,
                group = "Commands")
        List<String> disabledCommands,

        @Setting(
                label = "Cooldowns of built-in commands",
                help = "A line each: the name, seconds for everyone, seconds per viewer. For example: followage 10 30",
                max = 50,
                noun = "lines",
                group = "Commands")
        List<String> builtInCooldowns,

        @Setting(
                label = "Show quotes on the page for viewers",
                help = "The page that !commands leads to; who added a quote is not shown.",
                group = "Page for viewers")
        boolean publicQuotes,

        @Setting(
                label = "Show counters on the page for viewers",
                help = "Those that your texts name, such as {counter:deaths}.",
                group = "Page for viewers")
        boolean publicCounters,

        long version)
        implements Document {
    static final Texts TEXTS = Texts.beside(ChannelSettings.class);
    private static final String RAID = "default.raid";
    private static final String SHOUTOUT = "default.shoutout";

    /** Apply where nothing was set. */
    public static final ChannelSettings DEFAULTS = new ChannelSettings(
            "",
            defaultRaidGreeting(Language.EN),
            0,
            60,
            false,
            true,
            0,
            15,
            defaultShoutout(Language.EN),
            Language.EN,
            List.of(),
            false,
            List.of(),
            List.of(),
            false,
            false,
            0);

    static final String NAME = "settings";

    public ChannelSettings {
        ignoredLogins = List.copyOf(ignoredLogins);
        disabledCommands = List.copyOf(disabledCommands);
        builtInCooldowns = List.copyOf(builtInCooldowns);
    }

    /** The cooldown of a built-in command in this channel, in seconds. */
    public record BuiltInCooldown(String name, int channelSeconds, int userSeconds) {
        private static final Pattern WRITTEN = Pattern.compile("(\\S+) +([0-9]{1,5})s?(?: +([0-9]{1,5})s?)?");
        private static final int LONGEST = 24 * 60 * 60;

        static Optional<BuiltInCooldown> parse(String line) {
            Matcher written = WRITTEN.matcher(line);
            return written.matches()
                    ? Optional.of(new BuiltInCooldown(
                                    written.group(1),
                                    Integer.parseInt(written.group(2)),
                                    written.group(3) == null ? 0 : Integer.parseInt(written.group(3))))
                            .filter(one -> one.channelSeconds <= LONGEST && one.userSeconds <= LONGEST)
                    : Optional.empty();
        }
    }

    /** The cooldown set for a built-in command; empty if none was set. */
    public Optional<BuiltInCooldown> builtInCooldown(String command) {
        return builtInCooldowns.stream()
                .flatMap(line -> BuiltInCooldown.parse(line).stream())
                .filter(one -> one.name().equals(command))
                .findFirst();
    }

    /** The raid greeting unless somebody wrote another. */
    public static String defaultRaidGreeting(Language language) {
        return TEXTS.in(language).say(RAID);
    }

    /** The shoutout text unless somebody wrote another. */
    static String defaultShoutout(Language language) {
        return TEXTS.in(language).say(SHOUTOUT);
    }

    /** Puts texts that nobody changed into the channel's language. */
    Map<String, Object> spoken() {
        return Map.of(
                "raidGreeting",
                TEXTS.translated(raidGreeting, language, List.of(RAID)),
                "shoutoutText",
                TEXTS.translated(shoutoutText, language, List.of(SHOUTOUT)));
    }

    /** A channel has one. */
    @Override
    public String name() {
        return NAME;
    }

    /** The command prefix; empty for the bot's default. */
    public Optional<String> prefix() {
        return Optional.of(commandPrefix).filter(prefix -> !prefix.isEmpty());
    }

    /** How long after a raid another one by the same raider is not greeted. */
    public Duration raidPause() {
        return Duration.ofMinutes(raidPauseMinutes);
    }

    /** How long after it was requested a shoutout still makes sense. */
    public Duration shoutoutPatience() {
        return Duration.ofMinutes(shoutoutPatienceMinutes);
    }

    /** Whether the settings want such a raid greeted; other reasons may still speak against it. */
    public boolean greets(RaidReceived raid) {
        return raid.viewers() >= raidMinimumViewers && !ignores(raid.raider().login());
    }

    public boolean ignores(TwitchLogin login) {
        return ignoredLogins.contains(login.value());
    }
}
