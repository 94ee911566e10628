package bot.herald.web;

import bot.herald.identity.Scope;
import java.util.Map;

/** Scopes in plain words. */
final class ScopeWords {
    private static final Map<Scope, String> CANNOT = Map.of(
            Scope.CHANNEL_BOT, "speak in your chat as a bot",
            Scope.USER_BOT, "appear in chat as a bot",
            Scope.USER_READ_CHAT, "read chat",
            Scope.USER_WRITE_CHAT, "write in chat",
            Scope.USER_READ_MODERATED_CHANNELS, "see which channels it moderates",
            Scope.MODERATOR_MANAGE_SHOUTOUTS, "give shoutouts",
            Scope.MODERATION_READ, "see who moderates your channel");

    private ScopeWords() {}

    /** What the bot cannot do without {@code scope}: completes "it cannot …". */
    static String cannot(Scope scope) {
        return CANNOT.getOrDefault(scope, "use the permission " + scope);
    }
}
