package bot.herald.discord;

/**
 * A server in the list that Discord gives of a person, {@code GET /users/@me/guilds}.
 *
 * @param icon Discord's name of the picture; empty without one
 * @param permissions Discord's bits of this person in the server as a whole
 */
public record ListedServer(String id, String name, String icon, boolean isOwner, long permissions) {
    public boolean mayManage() {
        return isOwner || Server.isManaging(permissions);
    }
}
