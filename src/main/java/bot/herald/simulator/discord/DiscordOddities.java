package bot.herald.simulator.discord;

/**
 * Switches for what the real Discord only does now and then. All are off at first. Thread-safe; the fields are guarded by {@link
 * DiscordWorld}.
 */
public final class DiscordOddities {
    private final DiscordWorld world;
    double random401;
    boolean oldWords;
    String narrowed = "";
    boolean deletedRolesUpdateMembers;
    String lostEvent = "";
    boolean doubled;

    DiscordOddities(DiscordWorld world) {
        this.world = world;
    }

    /** Answers 401 to this share of requests with a person's valid token, 0 to 1. */
    public void random401(double share) {
        world.run(() -> random401 = share);
    }

    /** Answers {@code invalid_request} to spent codes and refresh tokens, as Discord once did. */
    public void oldWords(boolean on) {
        world.run(() -> oldWords = on);
    }

    /** Leaves this scope out of later grants; empty for none. */
    public void narrowScope(String scope) {
        world.run(() -> narrowed = scope);
    }

    /** Also sends GUILD_MEMBER_UPDATE for each member of a deleted role. */
    public void updateMembersOfDeletedRoles(boolean on) {
        world.run(() -> deletedRolesUpdateMembers = on);
    }

    /** Stops sending gateway events of this type; empty to send all again. */
    public void loseEvents(String type) {
        world.run(() -> lostEvent = type);
    }

    /** Sends every gateway event twice. */
    public void doubleEvents(boolean on) {
        world.run(() -> doubled = on);
    }
}
