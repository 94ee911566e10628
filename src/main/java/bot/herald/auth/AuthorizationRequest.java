package bot.herald.auth;

import bot.herald.identity.TwitchUserId;
import java.util.Optional;

/**
 * What an account is asked to authorise, and which account is expected.
 *
 * @param asked the account whose scopes are requested; empty if it is not known yet
 * @param expected the only account that may agree; empty if any may
 * @param choosing whether Twitch should ask which account to use instead of taking the one the browser is logged in to
 * @param otherBot what happens if an account other than the bot's agrees to be the bot
 * @param page where the browser goes afterwards, a path of ours; empty for the usual page
 */
public record AuthorizationRequest(
        Purpose purpose,
        Optional<TwitchUserId> asked,
        Optional<TwitchUserId> expected,
        boolean choosing,
        OtherBot otherBot,
        String page) {
    /** What happens if an account other than the bot's agrees to be the bot. */
    public enum OtherBot {
        /** Nothing is stored: a request for more permissions is meant for the same account. */
        KEEP,
        /** It waits until somebody has seen both names and confirms the change. */
        CONFIRM,
        /** It becomes the bot at once: only during set-up, before any channel is connected. */
        REPLACE
    }

    /** Any account may agree. */
    public static AuthorizationRequest of(Purpose purpose, Optional<TwitchUserId> asked) {
        // Unless told to ask, Twitch silently takes the account the browser is logged in to: for the bot, that is
        // usually the streamer's.
        return new AuthorizationRequest(purpose, asked, Optional.empty(), purpose == Purpose.BOT, OtherBot.KEEP, "");
    }

    /** Only {@code account} may agree. */
    public AuthorizationRequest expecting(TwitchUserId account) {
        return new AuthorizationRequest(purpose, Optional.of(account), Optional.of(account), choosing, otherBot, page);
    }

    public AuthorizationRequest choosing(boolean wanted) {
        return new AuthorizationRequest(purpose, asked, expected, choosing || wanted, otherBot, page);
    }

    public AuthorizationRequest otherBot(OtherBot place) {
        return new AuthorizationRequest(purpose, asked, expected, choosing, place, page);
    }

    public AuthorizationRequest goingOnAt(String wanted) {
        return new AuthorizationRequest(purpose, asked, expected, choosing, otherBot, wanted);
    }
}
