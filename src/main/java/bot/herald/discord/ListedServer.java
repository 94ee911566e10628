package bot.herald.discord;

/**
 * A server in a person's own list, {@code GET /users/@me/guilds}.
 *
 * @param icon Discord's name for the picture; empty without one
 * @param permissions the person's permissions in the server as a whole, as Discord's bits
 */
public record ListedServer(String id, String name, String icon, boolean isOwner, long permissions) {
    public boolean mayManage() {
        return isOwner || Server.isManaging(permissions);
    }
}
