package bot.herald.web;

import static java.util.Map.entry;

import bot.herald.identity.Scope;
import java.util.Map;

/** Scopes in plain words. */
final class ScopeWords {
    private static final Map<Scope, String> CANNOT = Map.ofEntries(
            entry(Scope.CHANNEL_BOT, "speak in your chat as a bot"),
            entry(Scope.USER_BOT, "appear in chat as a bot"),
            entry(Scope.USER_READ_CHAT, "read chat"),
            entry(Scope.USER_WRITE_CHAT, "write in chat"),
            entry(Scope.USER_READ_MODERATED_CHANNELS, "see which channels this account moderates"),
            entry(Scope.MODERATOR_MANAGE_SHOUTOUTS, "give shoutouts"),
            entry(Scope.MODERATOR_READ_SHOUTOUTS, "see shoutouts"),
            entry(Scope.MODERATOR_MANAGE_ANNOUNCEMENTS, "post announcements"),
            entry(Scope.MODERATOR_MANAGE_CHAT_MESSAGES, "delete messages"),
            entry(Scope.MODERATOR_MANAGE_BANNED_USERS, "time chatters out"),
            entry(Scope.MODERATOR_MANAGE_WARNINGS, "warn chatters"),
            entry(Scope.MODERATOR_MANAGE_SHIELD_MODE, "switch shield mode"),
            entry(Scope.MODERATOR_MANAGE_CHAT_SETTINGS, "switch followers-only chat"),
            entry(Scope.CHANNEL_MANAGE_BROADCAST, "change title and category, and set stream markers"),
            entry(Scope.CLIPS_EDIT, "make clips of your stream"),
            entry(Scope.MODERATOR_READ_FOLLOWERS, "see who follows a channel"),
            entry(Scope.MODERATION_READ, "see who moderates your channel"),
            entry(Scope.CHANNEL_READ_SUBSCRIPTIONS, "see who subscribes to your channel"),
            entry(Scope.CHANNEL_READ_REDEMPTIONS, "see which rewards are redeemed in your channel"),
            entry(Scope.CHANNEL_MANAGE_REDEMPTIONS, "settle the rewards that are redeemed in your channel"),
            entry(Scope.BITS_READ, "see cheers in your channel"));

    private ScopeWords() {}

    /** What the bot cannot do without {@code scope}: completes "it cannot …". */
    static String cannot(Scope scope) {
        return CANNOT.getOrDefault(scope, "use the permission " + scope);
    }
}
