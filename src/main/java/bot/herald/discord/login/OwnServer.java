package bot.herald.discord.login;

/**
 * A server in a person's own list.
 *
 * @param icon Discord's name of the picture; empty without one
 * @param permissions Discord's bits of this person in the server as a whole
 */
public record OwnServer(String id, String name, String icon, boolean isOwner, long permissions) {}
