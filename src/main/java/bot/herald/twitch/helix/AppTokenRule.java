package bot.herald.twitch.helix;

import bot.herald.auth.CredentialKey;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchUserId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Decides where the bot may write with the app's token. That gives it the bot badge and, in shared chats, keeps its lines
 * in the intended channel. Safe for concurrent use.
 */
public final class AppTokenRule {
    private static final Set<Scope> OF_BOT = Set.of(Scope.USER_BOT, Scope.USER_WRITE_CHAT);

    private final Function<CredentialKey, Set<Scope>> granted;
    private final Predicate<TwitchUserId> moderates;
    private final Set<TwitchUserId> refused = ConcurrentHashMap.newKeySet();

    /**
     * @param granted the scopes of a credential; none if there is no such credential
     * @param moderates whether the bot is known to moderate a channel
     */
    public AppTokenRule(Function<CredentialKey, Set<Scope>> granted, Predicate<TwitchUserId> moderates) {
        this.granted = granted;
        this.moderates = moderates;
    }

    boolean allows(TwitchUserId bot, TwitchUserId broadcasterId) {
        return !bot.equals(broadcasterId)
                && !refused.contains(broadcasterId)
                && granted.apply(CredentialKey.bot(bot)).containsAll(OF_BOT)
                && (granted.apply(CredentialKey.channel(broadcasterId)).contains(Scope.CHANNEL_BOT)
                        || moderates.test(broadcasterId));
    }

    /** Twitch accepted the bot's own token there, and not the app's. */
    void refused(TwitchUserId broadcasterId) {
        refused.add(broadcasterId);
    }

    /** Call this when the broadcaster has connected again, perhaps with more scopes. */
    public void reconnected(TwitchUserId broadcasterId) {
        refused.remove(broadcasterId);
    }
}
