package bot.herald.settings;

import bot.herald.identity.TwitchLogin;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a channel's people set for the whole channel.
 *
 * @param commandPrefix what commands begin with here; empty for the bot's own
 * @param raidGreeting a template of {@link bot.herald.template.Placeholder#RAID}
 * @param raidMinimumViewers raids with fewer are not greeted
 * @param raidPause how long after a raid another one of the same raider is not greeted; whole minutes
 * @param raidAnnouncement whether the greeting is one of Twitch's announcements, where the bot may post them
 * @param shoutoutOnRaid whether Twitch's own shoutout follows the greeting
 * @param shoutoutPatience how long after a shoutout was wished it still makes sense to give it; whole minutes
 * @param ignoredLogins whose chat leads to nothing, such as other bots; sorted
 * @param disabledCommands built-in commands that are not answered here; sorted
 * @param version counts changes; 0 while nothing was ever set
 */
public record ChannelSettings(
        Optional<String> commandPrefix,
        String raidGreeting,
        int raidMinimumViewers,
        Duration raidPause,
        boolean raidAnnouncement,
        boolean shoutoutOnRaid,
        Duration shoutoutPatience,
        List<TwitchLogin> ignoredLogins,
        List<String> disabledCommands,
        long version) {
    public static final String DEFAULT_RAID_GREETING =
            "Welcome, raiders! {raider} arrives with {party}. Say hello, and visit them at {link}.";

    public static final ChannelSettings DEFAULTS = new ChannelSettings(
            Optional.empty(),
            DEFAULT_RAID_GREETING,
            0,
            Duration.ofHours(1),
            false,
            true,
            Duration.ofMinutes(15),
            List.of(),
            List.of(),
            0);

    public ChannelSettings {
        ignoredLogins = new TreeSet<>(
                        ignoredLogins.stream().map(TwitchLogin::value).toList())
                .stream().map(TwitchLogin::new).toList();
        disabledCommands = List.copyOf(new TreeSet<>(
                disabledCommands.stream().map(ItemName::normalized).toList()));
    }

    public boolean ignores(TwitchLogin login) {
        return ignoredLogins.contains(login);
    }

    ChannelSettings withVersion(long newVersion) {
        return new ChannelSettings(
                commandPrefix,
                raidGreeting,
                raidMinimumViewers,
                raidPause,
                raidAnnouncement,
                shoutoutOnRaid,
                shoutoutPatience,
                ignoredLogins,
                disabledCommands,
                newVersion);
    }
}
