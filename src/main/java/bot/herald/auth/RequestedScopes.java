package bot.herald.auth;

import bot.herald.identity.Scope;
import java.util.Set;

/** The scopes that each kind of connection requests: only those in use, since Twitch may suspend apps that request more. */
public final class RequestedScopes {
    private static final Set<Scope> BOT = Set.of(
            Scope.USER_READ_CHAT,
            Scope.USER_WRITE_CHAT,
            Scope.USER_BOT,
            Scope.USER_READ_MODERATED_CHANNELS,
            Scope.MODERATOR_MANAGE_SHOUTOUTS,
            Scope.MODERATOR_MANAGE_ANNOUNCEMENTS,
            Scope.MODERATOR_READ_FOLLOWERS);
    private static final Set<Scope> CHANNEL = Set.of(Scope.CHANNEL_BOT, Scope.MODERATION_READ);
    /** Discord: who the person is. */
    public static final Scope DISCORD_IDENTITY = new Scope("identify");
    /** Discord: which servers the person may manage. */
    public static final Scope DISCORD_SERVERS = new Scope("guilds");

    public static final Set<Scope> OF_DISCORD = Set.of(DISCORD_IDENTITY, DISCORD_SERVERS);

    private static final Set<Scope> LOGIN = Set.of(Scope.USER_READ_MODERATED_CHANNELS);

    private RequestedScopes() {}

    public static Set<Scope> of(Purpose purpose) {
        return switch (purpose) {
            case BOT -> BOT;
            case CHANNEL -> CHANNEL;
            case LOGIN -> LOGIN;
        };
    }
}
