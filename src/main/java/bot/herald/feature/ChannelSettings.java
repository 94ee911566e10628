package bot.herald.feature;

import bot.herald.feature.Setting.Says;
import bot.herald.identity.TwitchLogin;
import bot.herald.settings.Document;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a channel's people set for the whole channel. A component with its default below is all that form, API, its description,
 * storage and audit log need.
 *
 * @param ignoredLogins whose chat leads to nothing, such as other bots; sorted
 * @param disabledCommands built-in commands that are not answered here; sorted
 */
public record ChannelSettings(
        @Setting(
                label = "What commands begin with",
                help = "Empty for the bot's own.",
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
                label = "Minutes before the same raider is greeted again",
                help = "How long after a raid another one of the same raider is not greeted; 0 to 1440.",
                max = 1_440,
                unit = "whole minutes",
                group = "Raids")
        int raidPauseMinutes,

        @Setting(
                label = "Post the greeting as an announcement",
                help = "Set off from the chat by Twitch; the bot must be a moderator, or it is an ordinary message.",
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
                label = "Minutes a shoutout may wait for its turn",
                help =
                        "How long after it was asked for a shoutout is still given; 2 to 60, for Twitch allows one every two"
                                + " minutes.",
                min = 2,
                max = 60,
                unit = "whole minutes",
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
                label = "Accounts that the bot ignores",
                help = "Logins, separated by spaces.",
                words = true,
                group = "Chat")
        List<String> ignoredLogins,

        @Setting(
                label = "Built-in commands that are switched off",
                help = "Names, separated by spaces.",
                max = 50,
                words = true,
                group = "Commands")
        List<String> disabledCommands,

        long version)
        implements Document {
    public static final String DEFAULT_RAID_GREETING =
            "Welcome, raiders! {raider} arrives with {party}. Say hello, and visit them at {link}.";

    public static final String DEFAULT_SHOUTOUT = "Go and see {so.name} at {link}. {so.now}";

    /** What holds where nothing was set. */
    public static final ChannelSettings DEFAULTS = new ChannelSettings(
            "", DEFAULT_RAID_GREETING, 0, 60, false, true, 0, 15, DEFAULT_SHOUTOUT, List.of(), List.of(), 0);

    static final String NAME = "settings";

    public ChannelSettings {
        ignoredLogins = List.copyOf(ignoredLogins);
        disabledCommands = List.copyOf(disabledCommands);
    }

    /** A channel has one. */
    @Override
    public String name() {
        return NAME;
    }

    /** What commands begin with here; empty for the bot's own. */
    public Optional<String> prefix() {
        return Optional.of(commandPrefix).filter(prefix -> !prefix.isEmpty());
    }

    /** How long after a raid another one of the same raider is not greeted. */
    public Duration raidPause() {
        return Duration.ofMinutes(raidPauseMinutes);
    }

    /** How long after a shoutout was wished it still makes sense to give it. */
    public Duration shoutoutPatience() {
        return Duration.ofMinutes(shoutoutPatienceMinutes);
    }

    public boolean ignores(TwitchLogin login) {
        return ignoredLogins.contains(login.value());
    }
}
