package bot.herald.discord;

import bot.herald.identity.DiscordUserId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A server ("guild") that the bot is in, as of the last event.
 *
 * @param icon Discord's name for the picture; empty without one
 * @param channels the text channels, as far as the bot can see them
 */
public record Server(
        String id, String name, String icon, DiscordUserId owner, List<Role> roles, List<TextChannel> channels) {
    private static final long ADMINISTRATOR = 1L << 3;
    private static final long MANAGE_GUILD = 1L << 5;

    /** @param permissions Discord's bits */
    public record Role(String id, String name, long permissions, boolean isMentionable) {}

    /** @param lacks the permission that the bot lacks there, in Discord's words; empty if it may write */
    public record TextChannel(String id, String name, String lacks) {
        public boolean isUsable() {
            return lacks.isEmpty();
        }
    }

    public Server {
        roles = List.copyOf(roles);
        channels = List.copyOf(channels);
    }

    /** Whether a person with these roles may manage it: as owner, as administrator, or by "Manage Server". */
    public boolean mayManage(DiscordUserId person, Set<String> roleIds) {
        if (owner.equals(person)) {
            return true;
        }
        long permissions = 0;
        for (Role role : roles) {
            // The role with the server's id is everybody's.
            if (role.id().equals(id) || roleIds.contains(role.id())) {
                permissions |= role.permissions();
            }
        }
        return isManaging(permissions);
    }

    /** Whether these permissions include managing the server. */
    public static boolean isManaging(long permissions) {
        return (permissions & (ADMINISTRATOR | MANAGE_GUILD)) != 0;
    }

    public Optional<TextChannel> channel(String channelId) {
        return channels.stream()
                .filter(channel -> channel.id().equals(channelId))
                .findFirst();
    }

    public Optional<Role> role(String roleId) {
        return roles.stream().filter(role -> role.id().equals(roleId)).findFirst();
    }
}
