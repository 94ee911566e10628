package bot.herald.feature.command;

import bot.herald.event.Role;
import bot.herald.feature.ChannelSettings;
import bot.herald.identity.TwitchUserId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The commands that every channel has. */
public final class BuiltIns {
    /** By name. */
    public static final List<BuiltIn> ALL = List.of(
            new BuiltIn(
                    "accountage",
                    Role.EVERYONE,
                    "Says how long an account has been on Twitch.",
                    Cooldown.OF_A_LOOKUP,
                    false),
            new BuiltIn("command", Role.MODERATOR, "Adds, changes and deletes commands from chat."),
            new BuiltIn("commands", Role.EVERYONE, "Leads to the page with the commands, or lists them on one line."),
            new BuiltIn("counter", Role.EVERYONE, "Says the counter of a command; moderators set it."),
            new BuiltIn(
                    "followage",
                    Role.EVERYONE,
                    "Says how long somebody has followed the channel.",
                    Cooldown.OF_A_LOOKUP,
                    false),
            new BuiltIn("game", Role.EVERYONE, "Says the category; moderators can change it."),
            new BuiltIn("help", Role.EVERYONE, "Leads people who look for help to the commands.", Cooldown.NONE, true),
            new BuiltIn("ping", Role.EVERYONE, "Answers at once, to see that the bot is there."),
            new BuiltIn("quote", Role.EVERYONE, "Says a quote; moderators add, edit and delete them."),
            new BuiltIn("so", Role.MODERATOR, "Recommends a channel and gives it Twitch's shoutout."),
            new BuiltIn("title", Role.EVERYONE, "Says the title; moderators can change it."),
            new BuiltIn("uptime", Role.EVERYONE, "Says how long the stream has run."));

    /** The names that custom commands cannot use. */
    public static final Set<String> RESERVED =
            ALL.stream().filter(one -> !one.givesWay()).map(BuiltIn::name).collect(Collectors.toUnmodifiableSet());

    /** Those that a channel has, switched on or off: without those that give way to its own commands. */
    public static List<BuiltIn> in(TwitchUserId broadcasterId, CommandBook commands) {
        return ALL.stream()
                .filter(one -> !one.givesWay()
                        || commands.find(broadcasterId, one.name()).isEmpty())
                .toList();
    }

    /**
     * A built-in command as it is described to people.
     *
     * @param role the lowest role that may use it
     * @param cooldown unless a channel sets another
     * @param givesWay whether a custom command of that name is answered instead
     */
    public record BuiltIn(String name, Role role, String summary, Cooldown cooldown, boolean givesWay) {
        private BuiltIn(String name, Role role, String summary) {
            this(name, role, summary, Cooldown.NONE, false);
        }

        /** With the channel's settings. */
        public Cooldown cooldown(ChannelSettings settings) {
            return settings.builtInCooldown(name)
                    .map(set -> new Cooldown(set.channelSeconds(), set.userSeconds()))
                    .orElse(cooldown);
        }
    }

    /** The cooldown set by the channel; none for a command that is not built in. */
    static Cooldown cooldown(String name, ChannelSettings settings) {
        return ALL.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .map(one -> one.cooldown(settings))
                .orElse(Cooldown.NONE);
    }

    private BuiltIns() {}
}
