package bot.herald.web;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * A channel's settings as the API shows and takes them.
 *
 * @param commandPrefix what commands begin with; empty for the bot's own
 * @param raidPauseMinutes how long after a raid another one of the same raider is not greeted
 * @param shoutoutPatienceMinutes how long after a shoutout was wished it is still given
 * @param ignoredLogins whose chat leads to nothing
 * @param disabledCommands built-in commands that are not answered here
 */
public record SettingsItem(
        String commandPrefix,
        String raidGreeting,
        int raidMinimumViewers,
        int raidPauseMinutes,
        boolean raidAnnouncement,
        boolean shoutoutOnRaid,
        int shoutoutPatienceMinutes,
        List<String> ignoredLogins,
        List<String> disabledCommands,
        @JsonIgnore long version)
        implements Item {
    @Override
    @JsonIgnore
    public String name() {
        return "settings";
    }

    static SettingsItem read(Fields fields, SettingsItem before) {
        return new SettingsItem(
                fields.textOrNothing("commandPrefix", before.commandPrefix),
                fields.text("raidGreeting", before.raidGreeting),
                fields.number("raidMinimumViewers", before.raidMinimumViewers),
                fields.number("raidPauseMinutes", before.raidPauseMinutes),
                fields.flag("raidAnnouncement", before.raidAnnouncement),
                fields.flag("shoutoutOnRaid", before.shoutoutOnRaid),
                fields.number("shoutoutPatienceMinutes", before.shoutoutPatienceMinutes),
                fields.texts("ignoredLogins", before.ignoredLogins),
                fields.texts("disabledCommands", before.disabledCommands),
                before.version);
    }
}
