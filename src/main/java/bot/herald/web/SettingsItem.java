package bot.herald.web;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * A channel's settings as the API shows and takes them.
 *
 * @param commandPrefix what commands begin with; empty for the bot's own
 * @param ignoredLogins whose chat leads to nothing
 * @param disabledCommands built-in commands that are not answered here
 */
public record SettingsItem(
        String commandPrefix,
        String raidGreeting,
        int raidMinimumViewers,
        boolean shoutoutOnRaid,
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
                fields.flag("shoutoutOnRaid", before.shoutoutOnRaid),
                fields.texts("ignoredLogins", before.ignoredLogins),
                fields.texts("disabledCommands", before.disabledCommands),
                before.version);
    }
}
